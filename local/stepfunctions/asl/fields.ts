import { AwsError } from '../../aws/aws-error.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { compileJsonata, JsonataSyntaxError } from '../query/jsonata-template.ts';
import type { Template } from '../query/template.ts';

/** Reads the fields of one JSON object of a definition and collects their problems. */
export class Fields {
  readonly #source: JsonObject;
  readonly #location: string;
  readonly #problems: Problems;

  constructor(source: JsonObject, { location, problems }: { location: string; problems: Problems }) {
    this.#source = source;
    this.#location = location;
    this.#problems = problems;
  }

  get location(): string {
    return this.#location;
  }

  get problems(): Problems {
    return this.#problems;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#source, name);
  }

  json(name: string): Json | undefined {
    return this.has(name) ? this.#source[name] : undefined;
  }

  complain(message: string, name?: string): void {
    this.#problems.schema(name === undefined ? this.#location : `${this.#location}/${name}`, message);
  }

  /** Notes every field that is not in `allowed`: a field that would be passed over silently is a mistake. */
  allowOnly(allowed: ReadonlySet<string>): void {
    for (const name of Object.keys(this.#source))
      if (!allowed.has(name)) this.complain(`The field '${name}' is not supported`);
  }

  required(name: string): void {
    if (!this.has(name)) this.complain(`The field '${name}' is required but was missing`);
  }

  text(name: string): string | undefined {
    const value = this.json(name);
    if (value === undefined || typeof value === 'string') return value;
    this.complain(`The value for the field '${name}' must be a string`, name);
    return undefined;
  }

  number(name: string, { min, max, integer }: { min: number; max: number; integer: boolean }): number | undefined {
    const value = this.json(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value)))
      return value;
    this.complain(
      `The value for the field '${name}' must be ${integer ? 'an integer' : 'a number'} between ${min} and ${max}`,
      name,
    );
    return undefined;
  }

  oneOf<Name extends string>(name: string, allowed: readonly Name[]): Name | undefined {
    const value = this.text(name);
    const found = allowed.find((candidate) => candidate === value);
    if (value !== undefined && found === undefined)
      this.complain(`The field '${name}' should have one of these values: [${allowed.join(', ')}]`, name);
    return found;
  }

  /** The objects of an array field. */
  objects(name: string): Fields[] {
    const value = this.json(name);
    if (value === undefined) return [];
    if (isJsonArray(value)) return value.flatMap((item, index) => this.#object(item, `${name}[${index}]`));
    this.complain(`The value for the field '${name}' must be an array`, name);
    return [];
  }

  object(name: string): Fields | undefined {
    const value = this.json(name);
    return value === undefined ? undefined : this.#object(value, name)[0];
  }

  texts(name: string): readonly string[] {
    const value = this.json(name);
    if (isJsonArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) return value;
    this.complain(`The value for the field '${name}' must be a non-empty array of strings`, name);
    return [];
  }

  /** A field that may hold expressions. `field` is its name in error texts where it is not `name`. */
  template(name: string, field = name): Template | undefined {
    const value = this.json(name);
    if (value === undefined) return undefined;
    try {
      return compileJsonata(value, field);
    } catch (error) {
      if (!(error instanceof JsonataSyntaxError)) throw error;
      this.complain(
        `The value for the field '${error.location}' must be a valid JSONata expression: ${error.message}`,
        name,
      );
      return undefined;
    }
  }

  #object(value: Json, name: string): Fields[] {
    if (isJsonObject(value))
      return [new Fields(value, { location: `${this.#location}/${name}`, problems: this.#problems })];
    this.complain(`The value for the field '${name}' must be an object`, name);
    return [];
  }
}

/** The kinds of problem that AWS names. */
type ProblemCode = 'SCHEMA_VALIDATION_FAILED' | 'MISSING_TRANSITION_TARGET' | 'INVALID_JSON_DESCRIPTION';

/** One thing wrong with a definition; `location` is a JSON pointer such as `/States/Answer/Next`. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly location: string;
}

/** Collects all problems, so that one call reports them, as AWS does. */
export class Problems {
  readonly #found: Problem[] = [];

  schema(location: string, message: string): void {
    this.#found.push({ code: 'SCHEMA_VALIDATION_FAILED', message, location });
  }

  transition(location: string, message: string): void {
    this.#found.push({ code: 'MISSING_TRANSITION_TARGET', message, location });
  }

  json(message: string): void {
    this.#found.push({ code: 'INVALID_JSON_DESCRIPTION', message, location: '' });
  }

  get found(): readonly Problem[] {
    return this.#found;
  }
}

/** The error that CreateStateMachine and UpdateStateMachine answer for `problems`, of which there is at least one. */
export function invalidDefinition(problems: readonly Problem[]): AwsError {
  const texts = problems.map(
    ({ code, message, location }) => `${code}: ${message}${location === '' ? '' : ` at ${location}`}`,
  );
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${texts.join(', ')}'`);
}
