import { ProblemError } from '../../middleware/problem-error.ts';

/** Caching of a representation: stored, but revalidated each time. */
export const revalidated = (etag: string): Record<string, string> => ({ etag, 'cache-control': 'private, no-cache' });

/** True when `If-None-Match` names `etag` or `*`, by the weak comparison of RFC 9110 (13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

type Headers = Readonly<Record<string, string>>;

/**
 * Checks `If-Match` and `If-None-Match` of a change against the current tag (RFC 9110, 13.1); null = no resource.
 * @throws ProblemError version_conflict
 */
export function requirePrecondition(headers: Headers, etag: string | null): void {
  const wanted = headers['if-match'];
  // Strong comparison: a weak tag names no version.
  if (wanted !== undefined && (etag === null || !lists(wanted, etag))) throw versionConflict(etag);
  const unwanted = headers['if-none-match'];
  if (unwanted !== undefined && etag !== null && lists(unwanted, etag)) throw versionConflict(etag);
}

const versionConflict = (etag: string | null): ProblemError =>
  new ProblemError('version_conflict', {
    detail: etag === null ? 'There is no such resource to change' : `The resource stands at ETag ${etag}`,
    headers: etag === null ? {} : { etag },
  });

function lists(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes(etag) || tags.includes('*');
}
