import type { WebhookFault } from '../../schemas/webhook.ts';

const unknownHost: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'ENODATA']);

const tlsCode = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO)/;

/** What kept a request from being answered, in a word that may be shown: never the error's own, which can tell addresses. */
export function faultOf(error: unknown, signal: AbortSignal): WebhookFault {
  if (signal.aborted) return 'timeout';
  const code = codeOf(error);
  if (unknownHost.has(code)) return 'host_unknown';
  if (tlsCode.test(code)) return 'tls_failed';
  // Whatever else a socket or an answer that is no HTTP can throw has a code; without one the fault is ours.
  if (code === '') throw error;
  return 'connection_failed';
}

/** Several addresses that all failed come as one error, which has the code of the first or holds the errors. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error) return String(error.code);
  return 'errors' in error && Array.isArray(error.errors) ? codeOf(error.errors[0]) : '';
}
