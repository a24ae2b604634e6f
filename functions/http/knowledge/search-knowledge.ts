import { foreseeGate } from '../../../domain/gate/foresee-gate.ts';
import { languageOfWords } from '../../../domain/language/script.ts';
import { searchKnowledge as search } from '../../../domain/retrieval/search-knowledge.ts';
import { knowledgeSearchRoutes } from '../../../schemas/api/knowledge-search.ts';
import { findCompany } from '../../entities/account.ts';
import { loadIndex } from '../../knowledge/load-index.ts';
import { httpRoute } from '../../middleware/http-route.ts';

const nothing = {
  passages: [],
  features: { topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 },
} as const;

export const searchKnowledge = httpRoute(
  knowledgeSearchRoutes,
  'searchKnowledge',
  async ({ query, principal, nowMs }) => {
    const { companyId } = principal;
    const { q: question, language = languageOfWords(question), limit = '5' } = query;
    const [company, loaded] = await Promise.all([findCompany(companyId, nowMs), loadIndex(companyId, nowMs)]);
    const { passages, features } = loaded === null ? nothing : search(loaded.index, { text: question, language });
    const outlook = foreseeGate({
      question,
      features,
      passagesFound: passages.length,
      sendThreshold: company?.sendThreshold,
    });
    const shown = passages.slice(0, Number(limit)).map(({ passageId, ...passage }) => ({ id: passageId, ...passage }));
    return {
      status: 200,
      body: { language, passages: shown, features, outlook: { ...outlook, signals: [...outlook.signals] } },
    };
  },
);
