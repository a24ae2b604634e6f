import { functionTimeoutSeconds } from '../../schemas/function-timeouts.ts';
import type { FunctionSpec } from './grant-words.ts';

/** functions/tasks: one function a state of the machine. */
export const taskFunctions = {
  'begin-processing': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['begin-processing'],
    reason: 'one query; the tag of each attachment where files are scanned',
    grants: ['table:query', 'attachments:tags'],
  },
  'extract-text': {
    memoryMb: 1769,
    timeoutSeconds: functionTimeoutSeconds['extract-text'],
    reason: 'PDF.js on one vCPU; waits for Textract up to 20 s, twice, or the model up to 55 s',
    grants: ['table:query', 'table:put', 'table:check', 'attachments:read', 'textract:read', 'model:transcribe'],
  },
  'analyze-inquiry': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['analyze-inquiry'],
    reason: 'waits for Comprehend, 20 s at most for each of two rounds',
    grants: ['table:query', 'comprehend:analyze'],
  },
  'score-priority': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['score-priority'],
    reason: 'one transaction',
    grants: ['table:query', 'table:put', 'table:update'],
  },
  'retrieve-knowledge': {
    memoryMb: 1769,
    timeoutSeconds: functionTimeoutSeconds['retrieve-knowledge'],
    reason: 'parses and searches a company’s whole index, tens of MB; CPU is what takes time',
    grants: ['table:get', 'table:query', 'table:put', 'table:check', 'knowledge:read', 'model:embed'],
  },
  'generate-answer': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['generate-answer'],
    reason: 'waits for the model up to 55 s; the state allows 120',
    grants: ['table:get', 'table:query', 'table:put', 'table:update', 'table:check', 'model:answer'],
    canary: true,
  },
  'score-quality': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['score-quality'],
    reason: 'compares the draft with its passages',
    grants: ['table:query'],
  },
  'store-answer': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['store-answer'],
    reason: 'one transaction',
    grants: ['table:query', 'table:put', 'table:update', 'work:start'],
    canary: true,
  },
  'notify-customer': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['notify-customer'],
    reason: 'renders one mail and waits for SES',
    grants: ['table:query', 'table:put', 'table:update', 'table:delete', 'table:check', 'mail:send'],
    pepper: true,
  },
  'open-escalation': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['open-escalation'],
    reason: 'one transaction',
    grants: ['table:query', 'table:put', 'table:update', 'work:start'],
    canary: true,
  },
  'contact-staff': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['contact-staff'],
    reason: 'renders one mail, waits for SES and SNS',
    grants: ['table:query', 'table:put', 'table:update', 'mail:send', 'escalations:publish'],
    pepper: true,
  },
  'await-reply': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['await-reply'],
    reason: 'one conditional write',
    grants: ['table:update'],
  },
  'decide-escalation': {
    memoryMb: 512,
    timeoutSeconds: functionTimeoutSeconds['decide-escalation'],
    reason: 'one query, one transaction',
    grants: ['table:get', 'table:query', 'table:put', 'table:update'],
  },
} as const satisfies Record<string, FunctionSpec>;
