import { createHash } from 'node:crypto';
import type jsonata from 'jsonata';
import type { EvaluationEnvironment } from './template.ts';

const MAX_ARRAY_LENGTH = 1_000;
const HASH_ALGORITHMS = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/** Adds to a compiled expression the functions that AWS adds to JSONata, and takes `$eval` away as AWS does. */
export function installFunctions(expression: jsonata.Expression): void {
  expression.assign('eval', undefined);
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('parse', (text: string) => JSON.parse(text), '<s:x>');
}

/** The functions that read the clock or chance; bound for each evaluation so that `$now()` is one instant within it. */
export function volatileBindings(environment: EvaluationEnvironment, format: DateFormat): Record<string, unknown> {
  const nowMs = environment.nowMs();
  return {
    now: (picture?: string, timezone?: string) =>
      picture === undefined ? new Date(nowMs).toISOString() : format(nowMs, picture, timezone),
    millis: () => nowMs,
    random: (seed?: number) => (seed === undefined ? environment.random() : seededRandom(seed)),
    uuid: () => environment.uuid(),
  };
}

/** Formats an instant by a picture string, as `$fromMillis` does. */
export type DateFormat = (ms: number, picture: string, timezone: string | undefined) => Promise<unknown>;

function partition(values: readonly unknown[], size: number): unknown[] {
  if (!Number.isInteger(size) || size < 1) throw new Error(`$partition takes a size of 1 or more, got ${size}`);
  const parts: unknown[] = [];
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size));
  return parts;
}

/** From `first` to `last`, both included. */
function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('$range takes a step other than 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_ARRAY_LENGTH) throw new Error(`$range makes at most ${MAX_ARRAY_LENGTH} items, got ${length}`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function hash(text: string, algorithm: string): string {
  const name = HASH_ALGORITHMS.get(algorithm);
  if (name === undefined)
    throw new Error(`$hash takes one of ${[...HASH_ALGORITHMS.keys()].join(', ')}, got ${algorithm}`);
  return createHash(name).update(text, 'utf8').digest('hex');
}

/** mulberry32: the same number for the same seed, in [0, 1). */
function seededRandom(seed: number): number {
  let mixed = (seed | 0) + 0x6d2b79f5;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
