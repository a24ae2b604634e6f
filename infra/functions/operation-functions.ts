import { functionTimeoutSeconds } from '../../schemas/function-timeouts.ts';
import type { FunctionSpec } from './grant-words.ts';

/** functions/operations: functions without a waiting caller. */
export const operationFunctions = {
  'execution-ended': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['execution-ended'],
    reason: 'one transaction and one start, nobody waits',
    grants: ['table:get', 'table:put', 'table:update', 'table:check', 'machine:start'],
  },
  sweep: {
    memoryMb: 1769,
    timeoutSeconds: functionTimeoutSeconds.sweep,
    reason:
      '400 inquiries and 400 jobs at most, 4 of each at a time, begun within 45 s; builds an index that `work` has not',
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
    timeoutSeconds: functionTimeoutSeconds.work,
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
      // For the webhooks about an erasure.
      'work:start',
    ],
    pepper: true,
  },
  'mail-events': {
    memoryMb: 256,
    timeoutSeconds: functionTimeoutSeconds['mail-events'],
    reason: 'one read, one transaction; nobody waits',
    grants: ['table:get', 'table:put', 'table:update'],
  },
  audit: {
    memoryMb: 1024,
    timeoutSeconds: functionTimeoutSeconds.audit,
    reason: 'reads the whole table, a page of 1 MB at a time; nobody waits',
    grants: ['table:scan', 'table:query', 'table:get', 'table:put', 'machine:describe'],
  },
} as const satisfies Record<string, FunctionSpec>;
