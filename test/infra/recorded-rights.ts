import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ClientRequest } from 'node:http';
import * as z from 'zod/mini';

/** The function that is at work in the present asynchronous context. */
export const running = new AsyncLocalStorage<string>();

/** The rights that each function's calls would have needed on AWS, in the words of `granted-rights.ts`. */
export const recorded = new Map<string, Set<string>>();

/** From now on whatever a function asks of AWS is recorded. The bundles look `request` up at each call. */
export function recordRights(): void {
  const send = http.request;
  Object.assign(http, {
    request: (...given: readonly unknown[]): ClientRequest => {
      const request: ClientRequest = Reflect.apply(send, http, given);
      const name = running.getStore();
      if (name !== undefined) whenSent(request, (body) => note(name, rightsOf(request, body)));
      return request;
    },
  });
}

function note(name: string, rights: readonly string[]): void {
  const known = recorded.get(name) ?? new Set<string>();
  recorded.set(name, known);
  for (const right of rights) known.add(right);
}

function whenSent(request: ClientRequest, tell: (body: string) => void): void {
  const parts: string[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) parts.push(Buffer.from(chunk).toString());
  };
  const { write, end } = request;
  Object.assign(request, {
    write: (...given: readonly unknown[]) => {
      keep(given[0]);
      return Reflect.apply(write, request, given);
    },
    end: (...given: readonly unknown[]) => {
      keep(given[0]);
      tell(parts.join(''));
      return Reflect.apply(end, request, given);
    },
  });
}

function rightsOf(request: ClientRequest, body: string): readonly string[] {
  const target = String(request.getHeader('x-amz-target') ?? '');
  const [service = '', operation = ''] = target.split('.');
  if (service.startsWith('DynamoDB')) return tableRights(operation, JSON.parse(body));
  if (service === 'AWSStepFunctions') {
    return [`states:${operation} ${operation === 'DescribeExecution' ? 'executions/*' : 'machine'}`];
  }
  if (service.startsWith('Comprehend')) return [`comprehend:${operation} *`];
  if (service === 'Textract') return [`textract:${operation} *`];
  // A company's own server is none of AWS.
  if (request.hasHeader('webhook-id')) return [];
  const path = request.path.split('?')[0] ?? '';
  if (path.endsWith('/invocations')) return ['lambda:InvokeFunction work'];
  if (path.startsWith('/v2/email/')) return ['ses:SendEmail identity/inquiries@example.com'];
  if (/^\/model\/.*\/(?:converse|invoke)$/.test(path))
    return ['bedrock:InvokeModel profile/apac.amazon.nova-lite-v1:0'];
  if (body.includes('Action=Publish')) return ['sns:Publish escalations'];
  if (path.startsWith('/inquiries/exports/')) return [`s3:${verbOf(request)} bucket/exports/*`];
  if (path.startsWith('/inquiries/uploads/')) return [`s3:${verbOf(request)} bucket/uploads/*`];
  const key = /^\/inquiries\/companies\/[^/]+\/(inquiries\/|knowledge\/index\.json$)/.exec(path)?.[1];
  return [`s3:${verbOf(request)} bucket/companies/*/${key?.startsWith('knowledge') ? key : `${key}*`}`];
}

function verbOf({ method, path }: ClientRequest): string {
  const verb = { GET: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[method] ?? method;
  return /[?&]tagging/.test(path) ? `${verb}Tagging` : verb;
}

const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), z.unknown())) });

function tableRights(operation: string, body: unknown): readonly string[] {
  if (operation === 'TransactWriteItems') {
    return Transaction.parse(body)
      .TransactItems.flatMap((item) => Object.keys(item))
      .map((kind) => `dynamodb:${kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`} table`);
  }
  const { IndexName } = z.object({ IndexName: z.optional(z.string()) }).parse(body);
  return [`dynamodb:${operation} table${IndexName === undefined ? '' : `/index/${IndexName}`}`];
}
