import * as z from 'zod/mini';
import { KnowledgeId } from '../ids.ts';
import { LanguageCode } from '../inquiry.ts';
import { KnowledgeState } from '../knowledge.ts';
import { Timestamp } from '../units.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';
import { humanLine, humanText } from './text.ts';

/** Rows of one import. */
export const mostImportRows = 500;

/** Detected from the words when absent. */
const Language = z.optional(LanguageCode);

/** An entry as the company writes it. */
export const PutKnowledgeEntryRequest = z.strictObject({
  /** The question as a customer would put it, or a heading. */
  title: humanLine(300),
  text: humanText(8_000),
  language: Language,
  category: z.optional(humanLine(60)),
  /** Where the company keeps the original. */
  sourceUrl: z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(500))),
  /** Default: `active`. */
  state: z.optional(KnowledgeState),
});
export type KnowledgeFields = z.infer<typeof PutKnowledgeEntryRequest>;

export const KnowledgeEntryView = z.object({
  id: KnowledgeId,
  title: z.string(),
  text: z.string(),
  language: LanguageCode,
  category: z.optional(z.string()),
  sourceUrl: z.optional(z.string()),
  state: KnowledgeState,
  /** Raised by one with every change. */
  version: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type KnowledgeEntryView = z.infer<typeof KnowledgeEntryView>;

export const ListKnowledgeQuery = z.strictObject({
  language: Language,
  /** Changed at this time or later. */
  updatedAfter: z.optional(Timestamp),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9][0-9]|100)$/, 'must be 1–100'))),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});
export const ListKnowledgeResponse = z.object({
  items: z.array(KnowledgeEntryView),
  nextCursor: z.optional(z.string()),
});

/** Without an id, title and language name the row, so that importing the same file again adds nothing. */
export const ImportRow = z.extend(PutKnowledgeEntryRequest, { id: z.optional(KnowledgeId) });
export type ImportRow = z.infer<typeof ImportRow>;

/** `replace` removes entries that are not in the table, and changes nothing unless every row is valid. */
const ImportMode = z.enum(['merge', 'replace']);

/** Rows are parsed one by one, so that a bad one is its own error: each is an `ImportRow`. */
export const ImportKnowledgeRequest = z.strictObject({
  entries: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1), z.maxLength(mostImportRows)),
  mode: ImportMode,
});

/** Of a CSV; JSON says its own. Default: `merge`. */
export const ImportKnowledgeQuery = z.strictObject({ mode: z.optional(ImportMode) });

export const ImportRowResult = z.object({
  /** Position in the request, from 0. */
  index: z.int(),
  /** Of a CSV: as a spreadsheet counts, where the header is row 1. */
  row: z.optional(z.int()),
  /** `invalid` and `conflict` (changed by another request at the same time) are not stored. */
  outcome: z.enum(['created', 'updated', 'unchanged', 'invalid', 'conflict']),
  id: z.optional(KnowledgeId),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
export type ImportRowResult = z.infer<typeof ImportRowResult>;
export const ImportKnowledgeResponse = z.object({ rows: z.array(ImportRowResult), removed: z.int() });

const base = { profile: 'knowledge', auth: 'company', scope: 'knowledge' } as const;

/** A company's knowledge. */
export const knowledgeRoutes = {
  listKnowledge: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge',
    query: ListKnowledgeQuery,
    success: { status: 200, contentType: 'application/json', schema: ListKnowledgeResponse },
    problems: [...keyProblems, 'validation_failed'],
  },
  createKnowledgeEntry: {
    ...base,
    isLiveOnly: true,
    method: 'POST',
    path: '/v1/knowledge',
    isKeyed: true,
    body: PutKnowledgeEntryRequest,
    success: { status: 201, contentType: 'application/json', schema: KnowledgeEntryView },
    problems: [
      ...keyProblems,
      'test_mode',
      ...bodyProblems,
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
    query: ImportKnowledgeQuery,
    body: ImportKnowledgeRequest,
    orCsv: true,
    success: { status: 200, contentType: 'application/json', schema: ImportKnowledgeResponse },
    problems: [...keyProblems, 'test_mode', ...bodyProblems, 'knowledge_full'],
  },
  getKnowledgeEntry: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge/{knowledgeId}',
    success: { status: 200, contentType: 'application/json', schema: KnowledgeEntryView },
    problems: [...keyProblems, 'not_found'],
  },
  putKnowledgeEntry: {
    ...base,
    isLiveOnly: true,
    method: 'PUT',
    path: '/v1/knowledge/{knowledgeId}',
    body: PutKnowledgeEntryRequest,
    success: { status: 200, contentType: 'application/json', schema: KnowledgeEntryView, orCreated: true },
    problems: [...keyProblems, 'test_mode', ...bodyProblems, 'not_found', 'version_conflict', 'knowledge_full'],
  },
  deleteKnowledgeEntry: {
    ...base,
    isLiveOnly: true,
    method: 'DELETE',
    path: '/v1/knowledge/{knowledgeId}',
    success: { status: 204, contentType: 'application/json' },
    problems: [...keyProblems, 'test_mode', 'not_found', 'version_conflict'],
  },
} as const satisfies Record<string, RouteSpec>;
