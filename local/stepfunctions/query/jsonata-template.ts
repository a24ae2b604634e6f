import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import { compileExpression, type Evaluate } from './jsonata-expression.ts';
import type { EvaluationEnvironment, Scope, Template } from './template.ts';

const EXPRESSION = /^\{%([\s\S]*)%\}$/;

/** A literal subtree is one node, so that only expressions cost anything when a state runs. */
type Node =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'computed'; readonly evaluate: Evaluate };

/**
 * Compiles a field of a JSONata state: every string `{% … %}` in it, at any depth, is an expression.
 * Throws `JsonataSyntaxError` where one does not parse.
 */
export function compileJsonata(source: Json, field: string): Template {
  const node = compile(source, field);
  return {
    field,
    expression: typeof source === 'string' ? EXPRESSION.exec(source)?.[1]?.trim() : undefined,
    evaluate: node.kind === 'literal' ? () => node.value : node.evaluate,
  };
}

/** An expression that is not JSONata; `location` is the field and the way within it, such as `Output/total`. */
export class JsonataSyntaxError extends Error {
  override readonly name = 'JsonataSyntaxError';
  readonly location: string;

  constructor(location: string, message: string) {
    super(message);
    this.location = location;
  }
}

function compile(source: Json, location: string): Node {
  if (typeof source === 'string') return compileText(source, location);
  if (isJsonArray(source)) return compileArray(source, location);
  if (isJsonObject(source)) return compileObject(source, location);
  return { kind: 'literal', value: source };
}

function compileText(source: string, location: string): Node {
  const expression = EXPRESSION.exec(source)?.[1];
  if (expression === undefined) return { kind: 'literal', value: source };
  try {
    return { kind: 'computed', evaluate: compileExpression(expression, location) };
  } catch (error) {
    const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
    throw new JsonataSyntaxError(location, message);
  }
}

function compileArray(source: readonly Json[], location: string): Node {
  const nodes = source.map((item, index) => compile(item, `${location}[${index}]`));
  if (nodes.every(({ kind }) => kind === 'literal')) return { kind: 'literal', value: source };
  return {
    kind: 'computed',
    evaluate: (scope, environment) => evaluateAll({ nodes, scope, environment }, (all) => all),
  };
}

function compileObject(source: Readonly<Record<string, Json>>, location: string): Node {
  const keys = Object.keys(source);
  const nodes = keys.map((key) => compile(source[key] ?? null, `${location}/${key}`));
  if (nodes.every(({ kind }) => kind === 'literal')) return { kind: 'literal', value: source };
  const assemble = (values: readonly Json[]): Json =>
    Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]));
  return { kind: 'computed', evaluate: (scope, environment) => evaluateAll({ nodes, scope, environment }, assemble) };
}

interface Parts {
  readonly nodes: readonly Node[];
  readonly scope: Scope;
  readonly environment: EvaluationEnvironment;
}

/** One after the other, and without waiting until a part has to be waited for. */
function evaluateAll(parts: Parts, assemble: (values: readonly Json[]) => Json): Json | Promise<Json> {
  const values: Json[] = [];
  for (const node of parts.nodes) {
    const value = partOf(node, parts);
    if (value instanceof Promise) return evaluateRest(parts, { values, pending: value }).then(assemble);
    values.push(value);
  }
  return assemble(values);
}

async function evaluateRest(parts: Parts, { values, pending }: { values: Json[]; pending: Promise<Json> }) {
  values.push(await pending);
  for (const node of parts.nodes.slice(values.length)) values.push(await partOf(node, parts));
  return values;
}

function partOf(node: Node, { scope, environment }: Parts): Json | Promise<Json> {
  return node.kind === 'literal' ? node.value : node.evaluate(scope, environment);
}
