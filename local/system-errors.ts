/**
 * SQLite's primary result codes (https://www.sqlite.org/rescode.html) of what a disk with room and rights again makes
 * good.
 */
const PASSING_CODES: ReadonlySet<number> = new Set([
  3, // SQLITE_PERM
  5, // SQLITE_BUSY
  6, // SQLITE_LOCKED
  7, // SQLITE_NOMEM
  8, // SQLITE_READONLY
  10, // SQLITE_IOERR, among others of a shared-memory file that cannot grow
  13, // SQLITE_FULL
  14, // SQLITE_CANTOPEN
]);
const NO_SPACE_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

/** SQLite's primary result code of an error of node:sqlite; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'errcode' in error;
  return hasCode && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** A write to the disk failed in a way that passes once the disk takes writes again; nothing of it is there. */
export function isDiskRefusal(error: unknown): boolean {
  return NO_SPACE_CODES.has(errorCode(error) ?? '') || PASSING_CODES.has(sqliteCode(error) ?? -1);
}

/**
 * Node's `code` of an error, such as ENOENT. By shape, as errors of Node's own realm are no instances in a test's
 * sandbox.
 */
export function errorCode(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}

/** One line a person can act on. */
export function plainReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is in use; stop what listens there, or set PORT or AWS_PORT to another (0 takes a free one)`;
  }
  if (isDiskRefusal(error))
    return `The disk of the data folder takes no writes (${error.message}); free some space and start again`;
  return error.message.split('\n')[0] ?? error.name;
}
