import type { ServiceCall } from '../service.ts';

/** AWS's name of the operation, by path style: `/bucket` or `/bucket/key`; empty when it is none we know. */
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
