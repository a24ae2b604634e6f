import { isJsonObject, type Json } from '../json.ts';
import type { Scope } from './template.ts';

const PATH = /^\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)$/;
const OPERATOR_WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);
const SOURCES = ['input', 'result', 'errorOutput', 'context'] as const;

/** `missing` when the path leads nowhere, `unsure` when only the full language knows (a step through an array). */
export type PathResult = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'missing' | 'unsure' };

/**
 * A plain path such as `$states.input.inquiryId` or `$draft.score`, which is most of what a definition evaluates, read
 * without the cost of an evaluation. Undefined when `source` is anything more than such a path.
 */
export function compilePath(source: string): ((scope: Scope) => PathResult) | undefined {
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
