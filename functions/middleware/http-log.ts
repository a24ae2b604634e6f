import { logger } from '../logger.ts';

/** One structured line a request: operation, outcome, duration. Never a path (it may hold a token), body or address. */
export interface RequestLine {
  readonly operation: string;
  readonly requestId: string;
  readonly status: number;
  readonly durationMs: number;
  readonly code?: string;
  /** The fault behind a 5xx. */
  readonly fault?: unknown;
}

export function logRequest({ fault, ...line }: RequestLine): void {
  if (line.status < 500) logger().info('request', { ...line });
  else logger().error('request failed', { ...line, ...faultFacts(fault) });
}

/** Name, message and place of a fault, and the name of its cause. Messages are masked: some quote their input. */
export function faultFacts(fault: unknown): Record<string, string> {
  if (!(fault instanceof Error)) return { faultName: typeof fault };
  const cause = fault.cause instanceof Error ? { faultCause: fault.cause.name } : {};
  return { faultName: fault.name, faultMessage: masked(fault.message), faultFrames: framesOf(fault), ...cause };
}

const masked = (message: string): string =>
  message
    .slice(0, 500)
    .replace(/(?<!\S)\S+@\S+/g, '[address]')
    .replace(/\b(st|rt)\.[0-9a-z]{26}\S*|iwk_(live|test)_\S+|Bearer \S+/g, '[secret]');

const framesOf = (fault: Error): string =>
  (fault.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' | ');
