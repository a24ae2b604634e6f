import type { ServiceCall } from './service.ts';

type Named = Pick<ServiceCall, 'service' | 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** AWS's name of the operation, so that a fault can be put on it; empty when the request names none we know. */
export function operationName(call: Named): string {
  const target = call.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  switch (call.service) {
    case 's3':
      return s3Operation(call);
    case 'sns':
      return new URLSearchParams(call.body.toString()).get('Action') ?? '';
    case 'ses':
      return call.path.endsWith('/outbound-emails') ? 'SendEmail' : '';
    case 'lambda':
      return call.path.endsWith('/invocations') ? 'Invoke' : '';
    case 'bedrock':
      return bedrockOperation(call.path);
    default:
      return '';
  }
}

const BEDROCK_OPERATIONS: Readonly<Record<string, string>> = {
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
};

function bedrockOperation(path: string): string {
  return BEDROCK_OPERATIONS[path.slice(path.lastIndexOf('/') + 1)] ?? '';
}

/** Path style: `/bucket` or `/bucket/key`. */
export function s3Operation({ method, path, query }: Pick<ServiceCall, 'method' | 'path' | 'query'>): string {
  const slash = path.indexOf('/', 1);
  const hasKey = slash !== -1 && slash < path.length - 1;
  if (method === 'OPTIONS') return 'OptionsObject';
  if (query.has('tagging')) return hasKey ? (TAGGING_OPERATIONS[method] ?? '') : '';
  if (hasKey) return OBJECT_OPERATIONS[method] ?? '';
  if (path === '/') return method === 'GET' ? 'ListBuckets' : '';
  if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : '';
  return BUCKET_OPERATIONS[method] ?? '';
}

const OBJECT_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

const TAGGING_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetObjectTagging',
  PUT: 'PutObjectTagging',
};

const BUCKET_OPERATIONS: Readonly<Record<string, string>> = {
  HEAD: 'HeadBucket',
  POST: 'PostObject',
  PUT: 'CreateBucket',
  DELETE: 'DeleteBucket',
};
