import { ProblemError } from '../../middleware/problem-error.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * Checks `If-Match` and `If-None-Match` of a change against what is there (RFC 9110, 13.1); null = nothing is there.
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
