/** Node's `code` of an error, such as ENOENT. By shape, as errors of Node's own realm are no instances in a test's sandbox. */
export function errorCode(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}
