import { httpProfile } from '../middleware/http-profile.ts';
import { createKnowledgeEntry } from './routes/create-knowledge-entry.ts';
import { deleteKnowledgeEntry } from './routes/delete-knowledge-entry.ts';
import { getKnowledgeEntry } from './routes/get-knowledge-entry.ts';
import { getKnowledgeIndex } from './routes/get-knowledge-index.ts';
import { importKnowledge } from './routes/import-knowledge.ts';
import { listKnowledge } from './routes/list-knowledge.ts';
import { putKnowledgeEntry } from './routes/put-knowledge-entry.ts';
import { rebuildKnowledgeIndex } from './routes/rebuild-knowledge-index.ts';
import { searchKnowledge } from './routes/search-knowledge.ts';

/** A company's own knowledge: entries, import, search, index. */
export const handler = httpProfile('knowledge', [
  listKnowledge,
  createKnowledgeEntry,
  importKnowledge,
  searchKnowledge,
  getKnowledgeIndex,
  rebuildKnowledgeIndex,
  getKnowledgeEntry,
  putKnowledgeEntry,
  deleteKnowledgeEntry,
]);
