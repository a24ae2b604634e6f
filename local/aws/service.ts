import type { IncomingHttpHeaders } from 'node:http';

/** One signed call that reached the AWS endpoint. `body` is raw; `path` is still percent-encoded. */
export interface ServiceCall {
  readonly service: string;
  /** 12 digits: the access key id where it is one, else 000000000000. Tests are kept apart by it. */
  readonly account: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborted when the caller hung up. */
  readonly signal: AbortSignal;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** An emulated AWS service. Throws `AwsError` for what AWS would refuse; anything else becomes a 500 InternalFailure. */
export type AwsService = (call: ServiceCall) => Promise<ServiceAnswer>;
