/** The runtime's logger: one structured line a call. Fields never hold customer text or secrets. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Writes JSON lines to standard error from `level` up; below it a call costs one comparison. */
export function jsonLog(level: LogLevel): Log {
  const lowest = LEVELS.indexOf(level);
  const writer =
    (name: LogLevel) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (LEVELS.indexOf(name) < lowest) return;
      process.stderr.write(`${JSON.stringify({ level: name, time: new Date().toISOString(), message, ...fields })}\n`);
    };
  return { debug: writer('debug'), warn: writer('warn'), error: writer('error') };
}

export const silentLog: Log = { debug: () => {}, warn: () => {}, error: () => {} };
