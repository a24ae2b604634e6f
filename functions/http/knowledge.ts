import { httpProfile } from '../middleware/http-profile.ts';

/** A company's own knowledge: entries, import, search, index. */
export const handler = httpProfile<'knowledge'>({
  'GET /v1/knowledge': async () => (await import('./knowledge/read-entries.ts')).listKnowledge,
  'POST /v1/knowledge': async () => (await import('./knowledge/write-entries.ts')).createKnowledgeEntry,
  'POST /v1/knowledge/import': async () => (await import('./knowledge/import-knowledge.ts')).importKnowledge,
  'GET /v1/knowledge/search': async () => (await import('./knowledge/search-knowledge.ts')).searchKnowledge,
  'GET /v1/knowledge/index': async () => (await import('./knowledge/knowledge-index.ts')).getKnowledgeIndex,
  'POST /v1/knowledge/index': async () => (await import('./knowledge/knowledge-index.ts')).rebuildKnowledgeIndex,
  'GET /v1/knowledge/{knowledgeId}': async () => (await import('./knowledge/read-entries.ts')).getKnowledgeEntry,
  'PUT /v1/knowledge/{knowledgeId}': async () => (await import('./knowledge/write-entries.ts')).putKnowledgeEntry,
  'DELETE /v1/knowledge/{knowledgeId}': async () => (await import('./knowledge/write-entries.ts')).deleteKnowledgeEntry,
});
