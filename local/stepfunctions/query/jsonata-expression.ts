import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import { isJsonObject, type Json } from '../json.ts';
import { type EvaluationEnvironment, EvaluationError, type Scope } from './template.ts';

/** Evaluates an expression; synchronously where that is possible. */
export type Evaluate = (scope: Scope, environment: EvaluationEnvironment) => Json | Promise<Json>;

const formatter = jsonata('$fromMillis($ms, $picture, $timezone)');
const formatDate: DateFormat = (ms, picture, timezone) =>
  formatter.evaluate(undefined, { ms, picture, ...(timezone === undefined ? {} : { timezone }) });

/** Compiles the text between `{%` and `%}`. Throws the parser's error, with its message, when it is not JSONata. */
export function compileExpression(source: string, location: string): Evaluate {
  const expression = jsonata(source);
  installFunctions(expression);
  const subject = `The JSONata expression '${source.trim()}' specified for the field '${location}'`;
  const run = async (scope: Scope, environment: EvaluationEnvironment): Promise<Json> => {
    const value: unknown = await expression
      .evaluate(undefined, {
        ...scope.variables,
        states: statesOf(scope),
        ...volatileBindings(environment, formatDate),
      })
      .catch((error: unknown) => {
        throw new EvaluationError(location, `${subject} threw an error during evaluation. ${describe(error)}`);
      });
    if (value === undefined) throw nothing(location, subject);
    return toJson(value, () => new EvaluationError(location, `${subject} returned an unsupported result type.`));
  };
  const path = compilePath(source);
  if (path === undefined) return run;
  return (scope, environment) => {
    const found = path(scope);
    if (found.kind === 'value') return found.value;
    if (found.kind === 'missing') throw nothing(location, subject);
    return run(scope, environment);
  };
}

function nothing(location: string, subject: string): EvaluationError {
  return new EvaluationError(location, `${subject} returned nothing (undefined).`);
}

/** `$states`; the context is a getter so that it is only built for expressions that reach it. */
function statesOf({ input, result, errorOutput, context }: Scope): object {
  return {
    input,
    ...(result === undefined ? {} : { result }),
    ...(errorOutput === undefined ? {} : { errorOutput }),
    get context() {
      return context();
    },
  };
}

function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const message = 'message' in error ? String(error.message) : '';
  return 'code' in error && typeof error.code === 'string' ? `${error.code}: ${message}` : message;
}

/** Copies a result into plain JSON: jsonata's sequences carry extra properties, and a function has no JSON form. */
function toJson(value: unknown, unsupported: () => Error): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw unsupported();
  }
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : toJson(item, unsupported)));
  if (typeof value !== 'object' || '_jsonata_lambda' in value || '_jsonata_function' in value) throw unsupported();
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, toJson(item, unsupported)]])),
  );
}

const PATH = /^\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)$/;
const OPERATOR_WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);
const SOURCES = ['input', 'result', 'errorOutput', 'context'] as const;

/** `missing` when the path leads nowhere, `unsure` when only the full language knows (a step through an array). */
type PathResult = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'missing' | 'unsure' };

/**
 * A plain path such as `$states.input.inquiryId` or `$draft.score`, which is most of what a definition evaluates, read
 * without the cost of an evaluation. Undefined when `source` is anything more than such a path.
 */
function compilePath(source: string): ((scope: Scope) => PathResult) | undefined {
  const match = PATH.exec(source.trim());
  if (match === null) return undefined;
  const [, variable = '', rest = ''] = match;
  const steps = rest.split('.').slice(1);
  if (steps.some((step) => OPERATOR_WORDS.has(step))) return undefined;
  if (variable !== 'states') return (scope) => walk(ownValue(scope.variables, variable), steps);
  const origin = SOURCES.find((name) => name === steps[0]);
  if (origin === undefined) return undefined;
  return (scope) => walk(origin === 'context' ? scope.context() : scope[origin], steps.slice(1));
}

function walk(start: Json | undefined, steps: readonly string[]): PathResult {
  let value = start;
  for (const step of steps) {
    if (Array.isArray(value)) return { kind: 'unsure' };
    value = isJsonObject(value) ? ownValue(value, step) : undefined;
  }
  return value === undefined ? { kind: 'missing' } : { kind: 'value', value };
}

function ownValue(values: Readonly<Record<string, Json>>, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

const MAX_ARRAY_LENGTH = 1_000;
const HASH_ALGORITHMS = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/** Adds to a compiled expression the functions that AWS adds to JSONata, and takes `$eval` away as AWS does. */
function installFunctions(expression: jsonata.Expression): void {
  expression.assign('eval', undefined);
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('parse', (text: string) => JSON.parse(text), '<s:x>');
}

/** The functions that read the clock or chance; bound for each evaluation so that `$now()` is one instant within it. */
function volatileBindings(environment: EvaluationEnvironment, format: DateFormat): Record<string, unknown> {
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
type DateFormat = (ms: number, picture: string, timezone: string | undefined) => Promise<unknown>;

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
