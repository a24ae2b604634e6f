import { throttleErrorNames, transientErrorNames } from '../schemas/errors.ts';
import type { Retrier } from './asl.ts';

/** Transient faults, ours included. */
const transient = [...transientErrorNames, 'StatusConflict'] as const;

const throttled = {
  Comment:
    'Throttled: at most 2+4+…+256 s and then 52 times 300 s, 16,110 s = 4.5 h in all; jitter makes it about half.',
  ErrorEquals: throttleErrorNames,
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  MaxAttempts: 60,
  JitterStrategy: 'FULL',
} as const satisfies Retrier;

const throttledOrOverShare = {
  ...throttled,
  Comment:
    "Throttled, or above the company's fair share of a short model: at most 2+4+…+256 s and then 52 times 300 s, 16,110 s = 4.5 h in all; jitter makes it about half.",
  ErrorEquals: [...throttleErrorNames, 'FairShareExceeded'],
} as const satisfies Retrier;

const passing = {
  Comment: 'A fault that may pass: at most 1+2+4+8+16+32 = 63 s.',
  ErrorEquals: transient,
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 6,
  JitterStrategy: 'FULL',
} as const satisfies Retrier;

const misfit = {
  Comment:
    'An answer of the model that does not fit: once more, after 1 s, since at temperature 0 it says much the same.',
  ErrorEquals: ['ModelAnswerInvalid'],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 1,
  JitterStrategy: 'FULL',
} as const satisfies Retrier;

const scanPending = {
  Comment:
    'A malware scan is waited for: at most 5+10+20+40+60+60+60+60 = 315 s; BeginProcessing itself gives it up after 300 s.',
  ErrorEquals: ['ScanPending'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 8,
  JitterStrategy: 'NONE',
} as const satisfies Retrier;

const tableAway = {
  Comment:
    'Nothing but the table is needed here and without it nobody would know of the case: at most 1+2+…+256 s and then 280 times 300 s, 84,511 s = 23.5 h in all.',
  ErrorEquals: [...throttleErrorNames, ...transient],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  MaxAttempts: 289,
  JitterStrategy: 'FULL',
} as const satisfies Retrier;

const tokenNotStored = {
  ...tableAway,
  Comment:
    'Without States.Timeout, which is the SLA clock: at most 1+2+…+256 s and then 280 times 300 s, 84,511 s = 23.5 h in all.',
  ErrorEquals: tableAway.ErrorEquals.filter((name) => name !== 'States.Timeout'),
} as const satisfies Retrier;

const briefly = {
  ...tableAway,
  Comment: 'Short, since the sweeper goes on: at most 1+2+4+8 = 15 s.',
  MaxDelaySeconds: 60,
  MaxAttempts: 4,
} as const satisfies Retrier;

/** Retry policies of the tasks, by what they wait for. Errors that no policy names go to people. */
export const retry = {
  /** Retries services for as long as a customer would wait, faults for a minute. */
  usual: [throttled, passing],
  model: [throttled, passing, misfit],
  malwareScan: [throttled, passing, scanPending],
  sharedModel: [throttledOrOverShare, passing, misfit],
  table: [tableAway],
  tokenInTable: [tokenNotStored],
  mailToStaff: [briefly],
} as const satisfies Record<string, readonly Retrier[]>;
