import { config } from '../config.ts';

/** The services that the functions call by the SDK. */
export type ServiceName =
  | 'dynamodb'
  | 's3'
  | 'comprehend'
  | 'textract'
  | 'bedrock'
  | 'ses'
  | 'sns'
  | 'states'
  | 'lambda';

export interface ServiceLimits {
  /** To connect, including the wait for a free socket. */
  readonly connectionTimeoutMs: number;
  /** For one whole attempt: socket, request, the answer's head and its body. */
  readonly requestTimeoutMs: number;
  /** One quick second attempt, for a dropped connection; the state machine retries longer faults. */
  readonly maxAttempts: number;
}

const within = (seconds: number): ServiceLimits => ({
  connectionTimeoutMs: Math.min(5_000, seconds * 500),
  requestTimeoutMs: seconds * 1_000,
  maxAttempts: 2,
});

/** Attempts × timeout stays below the timeout of every function that calls the service. */
const fixedLimits = {
  dynamodb: within(3),
  s3: within(10),
  comprehend: within(20),
  textract: within(20),
  ses: within(10),
  sns: within(5),
  states: within(5),
  lambda: within(5),
} as const satisfies Record<Exclude<ServiceName, 'bedrock'>, ServiceLimits>;

/** An embedding is one pass of a small model, much faster than an answer. */
export const embeddingTimeoutMs = 10_000;

/** The state machine, not the same function, retries a model that has used its whole time. */
export const limitsOf = (service: ServiceName): ServiceLimits =>
  service === 'bedrock' ? { ...within(config().modelTimeoutSeconds), maxAttempts: 1 } : fixedLimits[service];
