import type { GrantWord } from './grant-words.ts';

export interface FunctionSpec {
  readonly memoryMb: 256 | 512 | 1024 | 1769;
  /** Below what calls it allows: 29 s of API Gateway, or the state's own timeout, so that the function's error is seen. */
  readonly timeoutSeconds: number;
  /** Why this memory and time. */
  readonly reason: string;
  readonly grants: readonly GrantWord[];
  /** Derives or checks keys and tokens. */
  readonly pepper?: true;
  /** A new version first takes a tenth of the calls (production). */
  readonly canary?: true;
}

/**
 * Every function's size and rights, by name. Memory buys CPU: 1,769 MB are one vCPU, and a start takes CPU alone. A
 * folder's file without a row here, or a row without a file, fails synth.
 */
export const functionTable = {
  authorizer: {
    memoryMb: 512,
    timeoutSeconds: 5,
    reason: 'in the way of every request that its cache does not answer; one read, and seldom a write',
    grants: ['table:get', 'table:update'],
    pepper: true,
  },
  intake: {
    memoryMb: 1024,
    timeoutSeconds: 28,
    reason: 'fetches and inspects up to 5 files of 10 MB while the caller waits',
    grants: [
      'table:get',
      'table:query',
      'table:put',
      'table:update',
      'attachments:write',
      'uploads:take',
      'machine:start',
      'work:start',
      'machine:ring',
    ],
    pepper: true,
    canary: true,
  },
  read: {
    memoryMb: 512,
    timeoutSeconds: 28,
    reason: 'reads, and counts requests; up to 20 s of long poll',
    grants: ['table:get', 'table:query', 'table:put', 'table:update', 'index:byCompany'],
    pepper: true,
  },
  agent: {
    memoryMb: 512,
    timeoutSeconds: 15,
    reason: 'one page or list, or one transaction, the bell and a start',
    grants: [
      'table:get',
      'table:query',
      'table:put',
      'table:update',
      'table:delete',
      'index:byCompanyState',
      'machine:start',
      'machine:ring',
      'work:start',
    ],
    pepper: true,
  },
  knowledge: {
    memoryMb: 1769,
    timeoutSeconds: 28,
    reason: 'searches a company’s whole index while the caller waits',
    grants: [
      'table:get',
      'table:batch-get',
      'table:query',
      'table:put',
      'table:update',
      'table:delete',
      'knowledge:read',
      'work:start',
    ],
    pepper: true,
  },
  admin: {
    memoryMb: 512,
    timeoutSeconds: 28,
    reason: 'a few reads or one transaction; an erasure some more',
    grants: [
      'table:get',
      'table:query',
      'table:put',
      'table:update',
      'table:delete',
      'table:check',
      'index:byCompany',
      'attachments:delete',
      'exports:read',
      'machine:ring',
      'escalations:publish',
      'work:start',
    ],
    pepper: true,
  },
  public: {
    memoryMb: 512,
    timeoutSeconds: 15,
    reason: 'one page; renders no more than one inquiry',
    grants: ['table:get', 'table:query', 'table:put', 'table:update', 'machine:start', 'machine:ring', 'work:start'],
    pepper: true,
  },
  'begin-processing': {
    memoryMb: 512,
    timeoutSeconds: 30,
    reason: 'one query; the tag of each attachment where files are scanned',
    grants: ['table:query', 'attachments:tags'],
  },
  'extract-text': {
    memoryMb: 1769,
    timeoutSeconds: 110,
    reason: 'PDF.js on one vCPU; waits for Textract or the model up to 60 s, twice',
    grants: ['table:query', 'table:put', 'table:check', 'attachments:read', 'textract:read', 'model:transcribe'],
  },
  'analyze-inquiry': {
    memoryMb: 512,
    timeoutSeconds: 50,
    reason: 'waits for Comprehend, 20 s at most for each of two rounds',
    grants: ['table:query', 'comprehend:analyze'],
  },
  'score-priority': {
    memoryMb: 512,
    timeoutSeconds: 30,
    reason: 'one transaction',
    grants: ['table:query', 'table:put', 'table:update'],
  },
  'retrieve-knowledge': {
    memoryMb: 1769,
    timeoutSeconds: 50,
    reason: 'parses and searches a company’s whole index, tens of MB; CPU is what takes time',
    grants: ['table:query', 'knowledge:read', 'model:embed'],
  },
  'generate-answer': {
    memoryMb: 1024,
    timeoutSeconds: 110,
    reason: 'holds an index; waits for the model up to 60 s; the state allows 120',
    grants: ['table:get', 'table:query', 'table:put', 'table:update', 'table:check', 'knowledge:read', 'model:answer'],
    canary: true,
  },
  'score-quality': {
    memoryMb: 1024,
    timeoutSeconds: 50,
    reason: 'holds an index and compares the draft with its passages',
    grants: ['table:query', 'knowledge:read'],
  },
  'store-answer': {
    memoryMb: 512,
    timeoutSeconds: 30,
    reason: 'one transaction',
    grants: ['table:query', 'table:put', 'table:update', 'work:start'],
    canary: true,
  },
  'notify-customer': {
    memoryMb: 512,
    timeoutSeconds: 50,
    reason: 'renders one mail and waits for SES',
    grants: ['table:query', 'table:put', 'table:update', 'table:delete', 'table:check', 'mail:send'],
    pepper: true,
  },
  'open-escalation': {
    memoryMb: 512,
    timeoutSeconds: 30,
    reason: 'one transaction',
    grants: ['table:query', 'table:put', 'table:update', 'work:start'],
    canary: true,
  },
  'contact-staff': {
    memoryMb: 512,
    timeoutSeconds: 50,
    reason: 'renders one mail, waits for SES and SNS',
    grants: ['table:query', 'table:put', 'table:update', 'mail:send', 'escalations:publish'],
    pepper: true,
  },
  'await-reply': {
    memoryMb: 512,
    timeoutSeconds: 30,
    reason: 'one conditional write',
    grants: ['table:update'],
  },
  'decide-escalation': {
    memoryMb: 512,
    timeoutSeconds: 30,
    reason: 'one query, one transaction',
    grants: ['table:get', 'table:query', 'table:put', 'table:update'],
  },
  'execution-ended': {
    memoryMb: 512,
    timeoutSeconds: 60,
    reason: 'one transaction and one start, nobody waits',
    grants: ['table:get', 'table:put', 'table:update', 'table:check', 'machine:start'],
  },
  sweep: {
    memoryMb: 1769,
    timeoutSeconds: 300,
    reason: '16 shards of 25 overdue inquiries, 8 at a time, each some calls; builds an index that `work` has not',
    grants: [
      'table:get',
      'table:query',
      'table:put',
      'table:update',
      'table:delete',
      'table:check',
      'index:byCompany',
      'index:byDueTime',
      'machine:start',
      'machine:ring',
      'machine:describe',
      'attachments:read',
      'attachments:delete',
      'exports:read',
      'exports:write',
      'mail:send',
      'escalations:publish',
      'work:start',
      'knowledge:write',
    ],
    pepper: true,
  },
  work: {
    memoryMb: 1769,
    timeoutSeconds: 110,
    reason:
      'an index of 10,000 long entries takes 1 GB and a vCPU for half a minute; below the time for which a job is claimed',
    grants: [
      'table:get',
      'table:query',
      'table:put',
      'table:update',
      'table:delete',
      'table:check',
      'index:byCompany',
      'machine:ring',
      'attachments:read',
      'attachments:delete',
      'exports:read',
      'exports:write',
      'escalations:publish',
      'knowledge:write',
      // Of the webhooks that tell of an erasure.
      'work:start',
    ],
    pepper: true,
  },
  'mail-events': {
    memoryMb: 256,
    timeoutSeconds: 30,
    reason: 'one read, one transaction; nobody waits',
    grants: ['table:get', 'table:put', 'table:update'],
  },
  audit: {
    memoryMb: 1024,
    timeoutSeconds: 900,
    reason: 'reads the whole table, a page of 1 MB at a time; nobody waits',
    grants: ['table:scan', 'table:query', 'table:get', 'table:put', 'machine:describe'],
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functionTable;
