import type { GrantWord } from './grant-words.ts';

export interface FunctionSpec {
  readonly memoryMb: 256 | 512 | 1024 | 1769;
  /** Below its caller's timeout: 29 s of API Gateway, or the state's own, so that the function's error is seen. */
  readonly timeoutSeconds: number;
  /** The reason for this memory and time. */
  readonly reason: string;
  readonly grants: readonly GrantWord[];
  /** Derives or checks keys and tokens. */
  readonly pepper?: true;
  /** A new version first takes a tenth of the calls (production). */
  readonly canary?: true;
}
