import type { ProblemCode } from '../errors.ts';
import {
  ImportKnowledgeQuery,
  ImportKnowledgeRequest,
  ImportKnowledgeResponse,
  KnowledgeEntryView,
  KnowledgeIndexResponse,
  ListKnowledgeQuery,
  ListKnowledgeResponse,
  PutKnowledgeEntryRequest,
  SearchKnowledgeQuery,
  SearchKnowledgeResponse,
} from './knowledge.ts';
import type { RouteSpec } from './route-spec.ts';

const keyed = [
  'unauthorized',
  'forbidden',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const withBody = [
  'invalid_json',
  'bad_request',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
] as const satisfies readonly ProblemCode[];

const base = { profile: 'knowledge', auth: 'company', scope: 'knowledge' } as const;

/** A company's knowledge, and a search over it. */
export const knowledgeRoutes = {
  listKnowledge: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge',
    summary: 'List the company’s knowledge entries',
    query: ListKnowledgeQuery,
    success: { status: 200, contentType: 'application/json', schema: ListKnowledgeResponse },
    problems: [...keyed, 'validation_failed'],
  },
  createKnowledgeEntry: {
    ...base,
    isLiveOnly: true,
    method: 'POST',
    path: '/v1/knowledge',
    summary: 'Add an entry under an id made here',
    isKeyed: true,
    body: PutKnowledgeEntryRequest,
    success: { status: 201, contentType: 'application/json', schema: KnowledgeEntryView },
    problems: [
      ...keyed,
      'test_mode',
      ...withBody,
      'idempotency_mismatch',
      'idempotency_in_progress',
      'not_found',
      'knowledge_full',
    ],
  },
  importKnowledge: {
    ...base,
    isLiveOnly: true,
    method: 'POST',
    path: '/v1/knowledge/import',
    summary: 'Add and change up to 500 entries, each accepted or refused by itself',
    query: ImportKnowledgeQuery,
    body: ImportKnowledgeRequest,
    orCsv: true,
    success: { status: 200, contentType: 'application/json', schema: ImportKnowledgeResponse },
    problems: [...keyed, 'test_mode', ...withBody, 'knowledge_full'],
  },
  searchKnowledge: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge/search',
    summary: 'See what would be found for a question, and whether it would be answered',
    query: SearchKnowledgeQuery,
    success: { status: 200, contentType: 'application/json', schema: SearchKnowledgeResponse },
    problems: [...keyed, 'validation_failed'],
  },
  getKnowledgeIndex: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge/index',
    summary: 'Read whether the index holds all changes',
    success: { status: 200, contentType: 'application/json', schema: KnowledgeIndexResponse },
    problems: [...keyed],
  },
  rebuildKnowledgeIndex: {
    ...base,
    isLiveOnly: true,
    method: 'POST',
    path: '/v1/knowledge/index',
    summary: 'Have the index built anew',
    success: { status: 202, contentType: 'application/json', schema: KnowledgeIndexResponse },
    problems: [...keyed, 'test_mode'],
  },
  getKnowledgeEntry: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge/{knowledgeId}',
    summary: 'Read one entry',
    success: { status: 200, contentType: 'application/json', schema: KnowledgeEntryView },
    problems: [...keyed, 'not_found'],
  },
  putKnowledgeEntry: {
    ...base,
    isLiveOnly: true,
    method: 'PUT',
    path: '/v1/knowledge/{knowledgeId}',
    summary: 'Make or replace the entry under an id of the company’s own',
    body: PutKnowledgeEntryRequest,
    success: { status: 200, contentType: 'application/json', schema: KnowledgeEntryView, orCreated: true },
    problems: [...keyed, 'test_mode', ...withBody, 'not_found', 'version_conflict', 'knowledge_full'],
  },
  deleteKnowledgeEntry: {
    ...base,
    isLiveOnly: true,
    method: 'DELETE',
    path: '/v1/knowledge/{knowledgeId}',
    summary: 'Remove an entry; it is out of answers within seconds',
    success: { status: 204, contentType: 'application/json' },
    problems: [...keyed, 'test_mode', 'not_found', 'version_conflict'],
  },
} as const satisfies Record<string, RouteSpec>;
