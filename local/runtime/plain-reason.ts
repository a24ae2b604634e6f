import { isDiskRefusal } from '../system-errors.ts';

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
