import { httpProfile } from '../middleware/http-profile.ts';

/** A company's own knowledge: entries, import, search, index. */
export const handler = httpProfile<'knowledge'>({
  'GET /v1/knowledge': async () => (await import('./routes/list-knowledge.ts')).listKnowledge,
  'POST /v1/knowledge': async () => (await import('./routes/create-knowledge-entry.ts')).createKnowledgeEntry,
  'POST /v1/knowledge/import': async () => (await import('./routes/import-knowledge.ts')).importKnowledge,
  'GET /v1/knowledge/search': async () => (await import('./routes/search-knowledge.ts')).searchKnowledge,
  'GET /v1/knowledge/index': async () => (await import('./routes/get-knowledge-index.ts')).getKnowledgeIndex,
  'POST /v1/knowledge/index': async () => (await import('./routes/rebuild-knowledge-index.ts')).rebuildKnowledgeIndex,
  'GET /v1/knowledge/{knowledgeId}': async () => (await import('./routes/get-knowledge-entry.ts')).getKnowledgeEntry,
  'PUT /v1/knowledge/{knowledgeId}': async () => (await import('./routes/put-knowledge-entry.ts')).putKnowledgeEntry,
  'DELETE /v1/knowledge/{knowledgeId}': async () =>
    (await import('./routes/delete-knowledge-entry.ts')).deleteKnowledgeEntry,
});
