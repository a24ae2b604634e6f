import { searchKnowledge } from '../../domain/retrieval/search-knowledge.ts';
import { RetrieveKnowledgeInput, RetrieveKnowledgeOutput } from '../../schemas/workflow.ts';
import { wordsOf } from '../analysis/inquiry-words.ts';
import { findCompany } from '../entities/reads/find-company.ts';
import { requireRun } from '../entities/reads/require-run.ts';
import { loadIndex } from '../knowledge/load-index.ts';
import { task } from '../middleware/task.ts';
import { wordsForModel } from '../model/words-for-model.ts';

const nothing = { topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 } as const;

/** Finds the passages of the company's knowledge that bear on the inquiry. None is a finding, not an error. */
export const handler = task(
  { state: 'RetrieveKnowledge', input: RetrieveKnowledgeInput, output: RetrieveKnowledgeOutput },
  async ({ inquiryId, companyId, run, language }, { nowMs }) => {
    const [workspace, loaded] = await Promise.all([requireRun({ inquiryId, run }), loadIndex(companyId, nowMs)]);
    if (loaded === null) return { passages: [], features: nothing, indexEtag: '' };
    const text = wordsOf(workspace);
    const modelId = loaded.index.embeddingModelId;
    const embed = async (words: string, model: string) => {
      // Only an index with vectors needs it, and Bedrock's client with it.
      const { embedText } = await import('../knowledge/embed-query.ts');
      const shown = wordsForModel(await findCompany(companyId, nowMs), language);
      return embedText(shown(words).slice(0, 4_000), model);
    };
    const found = searchKnowledge(loaded.index, {
      text,
      language,
      ...(modelId !== undefined && { vector: await embed(text, modelId) }),
    });
    return { passages: [...found.passages], features: found.features, indexEtag: loaded.etag };
  },
);
