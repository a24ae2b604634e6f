import type { Json } from '../json.ts';

/** Values visible to an expression. `context` is a function because most expressions do not read it. */
export interface Scope {
  readonly input: Json;
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly context: () => Json;
  readonly variables: Readonly<Record<string, Json>>;
}

/** The impure sources that expressions may draw on, given by the driver. */
export interface EvaluationEnvironment {
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly uuid: () => string;
}

/**
 * A compiled field of a state, the interpreter's only interface to a query language: a second language is a second
 * set of functions that make templates from a state's fields.
 */
export interface Template {
  /** Name of its field, such as `Output`. */
  readonly field: string;
  /** Names the expression in an error text, or undefined when the field holds a literal. */
  readonly expression: string | undefined;
  /**
   * The value, or a promise where the language evaluates asynchronously. Throws (or rejects with) `EvaluationError`.
   */
  evaluate(scope: Scope, environment: EvaluationEnvironment): Json | Promise<Json>;
}

/**
 * An expression that failed, returned nothing, or returned no JSON. `detail` is AWS's text after the state's
 * name.
 */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly location: string;

  constructor(location: string, detail: string) {
    super(detail);
    this.location = location;
  }
}

/** The error of a value of the wrong type, in AWS's words. */
export function unexpectedType({ template, expected, actual }: { template: Template; expected: string; actual: Json }) {
  const type = actual === null ? 'null' : Array.isArray(actual) ? 'array' : typeof actual;
  const subject =
    template.expression === undefined
      ? `The value specified for the field '${template.field}'`
      : `The JSONata expression '${template.expression}' specified for the field '${template.field}'`;
  return new EvaluationError(
    template.field,
    `${subject} returned an unexpected result type. Expected '${expected}', but was '${type}' for value: ${JSON.stringify(actual)}`,
  );
}
