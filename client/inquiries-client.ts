import type { RouteSpec } from '../schemas/api/route-spec.ts';
import { type OperationId, routes } from '../schemas/api/routes.ts';
import { type Connection, callOperation } from './call-operation.ts';
import { createKnownAnswers } from './known-answers.ts';
import type {
  CallOptions,
  CustomerOperation,
  JsonOperation,
  Methods,
  RequestOf,
  ResponseOf,
} from './operation-types.ts';
import { realTiming, type Timing } from './retry.ts';
import { type FileToUpload, uploadFile } from './upload-file.ts';
import { type AnsweredInquiry, type WaitOptions, waitForAnswer } from './wait-for-answer.ts';

interface ClientOptions {
  /** Where the API is served: the part of the address before `/v1`. */
  readonly baseUrl: string;
  /** Default: the runtime's own. */
  readonly fetch?: typeof fetch;
  /** For one try of one request; default 30,000. */
  readonly timeoutMs?: number;
  /** After the first try of a request that may be repeated; default 4. */
  readonly retries?: number;
  /** Clock, pauses and randomness, for tests. */
  readonly timing?: Timing;
}

interface Waiting {
  /** The status once there is an answer, however long the service takes; see `WaitOptions`. */
  waitForAnswer(inquiryId: string, options?: WaitOptions): Promise<AnsweredInquiry>;
}

type InquirySummary = ResponseOf<'listInquiries'>['items'][number];

/** The operations that a customer's status token allows: those of one inquiry. */
export interface CustomerClient extends Methods<CustomerOperation>, Waiting {}

/** The operations that a company's API key allows. Calls throw `ApiProblem`, `ApiUnreachable` or `UnexpectedAnswer`. */
export interface CompanyClient extends Methods<JsonOperation>, Waiting {
  /** Uploads a file too large for a submission; name the id in its `uploadIds`. Throws `UploadRefused` besides. */
  uploadFile(file: FileToUpload, options?: CallOptions): Promise<string>;
  /** Every inquiry of the list; pages are fetched as they are needed. */
  listAll(request?: RequestOf<'listInquiries'>, options?: CallOptions): AsyncGenerator<InquirySummary, void>;
}

/**
 * A client of the API, in Node.js and browsers: retries what may be repeated, submits no inquiry twice, reuses ETags.
 */
export function createInquiriesClient(options: ClientOptions & { readonly apiKey: string }): CompanyClient;
export function createInquiriesClient(options: ClientOptions & { readonly statusToken: string }): CustomerClient;
export function createInquiriesClient(
  options: ClientOptions & ({ readonly apiKey: string } | { readonly statusToken: string }),
): CustomerClient {
  const connection = connectionOf(options, 'apiKey' in options ? options.apiKey : options.statusToken);
  const methods = methodsOf(connection);
  const { timing } = connection;
  return {
    ...methods,
    waitForAnswer: (inquiryId, waiting = {}) =>
      waitForAnswer(inquiryId, { readStatus: methods.getInquiryStatus, timing, options: waiting }),
    ...('apiKey' in options && {
      listAll: listAllWith(methods.listInquiries),
      uploadFile: (file: FileToUpload, calling: CallOptions = {}) =>
        uploadFile(file, { ...calling, createUpload: methods.createUpload, transport: connection }),
    }),
  };
}

function connectionOf(options: ClientOptions, bearer: string): Connection {
  const { baseUrl, timeoutMs = 30_000, retries = 4, timing = realTiming } = options;
  // A browser's fetch works only when called as a function of its own.
  const fetchOnce = options.fetch ?? ((...given) => fetch(...given));
  const known = createKnownAnswers();
  return { baseUrl: baseUrl.replace(/(?<!\/)\/+$/, ''), bearer, timeoutMs, retries, timing, fetch: fetchOnce, known };
}

const isJson = (spec: RouteSpec): boolean => spec.success.contentType === 'application/json';

/** The methods are made of `routes`, as are their types. */
function methodsOf(connection: Connection): Methods<JsonOperation>;
function methodsOf(connection: Connection): object {
  const operations: [string, RouteSpec][] = Object.entries(routes);
  const methods = operations.flatMap(([name, spec]) =>
    isOperation(name) && isJson(spec)
      ? [
          [
            name,
            (given: object = {}, options: CallOptions = {}) =>
              callOperation(connection, { ...options, operation: name, given }),
          ] as const,
        ]
      : [],
  );
  return Object.fromEntries(methods);
}

const isOperation = (name: string): name is OperationId => name in routes;

function listAllWith(list: Methods<JsonOperation>['listInquiries']): CompanyClient['listAll'] {
  return async function* listAll(request = {}, options = {}) {
    let cursor = request.cursor;
    do {
      const page = await list({ ...request, ...(cursor !== undefined && { cursor }) }, options);
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  };
}
