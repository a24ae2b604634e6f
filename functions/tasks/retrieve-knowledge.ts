import { searchKnowledge } from '../../domain/retrieval/search-knowledge.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type Retrieved, RetrieveKnowledgeInput, RetrieveKnowledgeOutput } from '../../schemas/workflow.ts';
import { wordsForModel, wordsOf } from '../analysis/inquiry-words.ts';
import { findCompany } from '../entities/account.ts';
import { createRetrieval, findRetrieval } from '../entities/retrieval.ts';
import { requireRun, type Workspace } from '../entities/workspace.ts';
import { loadIndex } from '../knowledge/load-index.ts';
import { retrievedIn } from '../knowledge/retrieved.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

const nothing: Retrieved = {
  passages: [],
  features: { topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 },
  indexEtag: '',
};

/**
 * Finds the relevant passages of the company's knowledge, once, and keeps them with the run: later tasks
 * read them there. None is a finding, not an error.
 */
export const handler = task(
  { state: 'RetrieveKnowledge', input: RetrieveKnowledgeInput, output: RetrieveKnowledgeOutput },
  async ({ inquiryId, companyId, run, language }, { nowMs }) => {
    const workspace = await requireRun({ inquiryId, run });
    const existing = workspace.retrievals.find((item) => item.run === run);
    if (existing !== undefined) return factsOf(retrievedIn(existing));
    const found = await search(workspace, { language, nowMs });
    const retrieval = { inquiryId, run, found: JSON.stringify(found), createdAtMs: nowMs };
    if ((await createRetrieval(retrieval)) === 'created') return factsOf(found);
    const winner = await findRetrieval({ inquiryId, run });
    if (winner === null) throw new TaskError('RecordMissing', `retrieval of run ${run} of company ${companyId}`);
    return factsOf(retrievedIn(winner));
  },
);

async function search(
  workspace: Workspace,
  { language, nowMs }: { language: LanguageCode; nowMs: EpochMs },
): Promise<Retrieved> {
  const { companyId } = workspace.inquiry;
  const loaded = await loadIndex(companyId, nowMs);
  if (loaded === null) return nothing;
  const text = wordsOf(workspace);
  const modelId = loaded.index.embeddingModelId;
  const embed = async (model: string) => {
    // Only an index with vectors needs it, and Bedrock's client with it.
    const { embedText } = await import('../knowledge/embed-query.ts');
    const shown = wordsForModel(await findCompany(companyId, nowMs), language);
    return embedText(shown(text).slice(0, 4_000), model);
  };
  const vector = modelId === undefined ? {} : { vector: await embed(modelId) };
  return { ...searchKnowledge(loaded.index, { text, language, ...vector }), indexEtag: loaded.etag };
}

const factsOf = ({ passages, features, indexEtag }: Retrieved) => ({
  passages: passages.map(({ passageId, score01 }) => ({ passageId, score01 })),
  features,
  indexEtag,
});
