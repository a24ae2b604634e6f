import { AwsError } from '../../aws/aws-error.ts';

/** The kinds of problem that AWS tells apart by name. */
export type ProblemCode = 'SCHEMA_VALIDATION_FAILED' | 'MISSING_TRANSITION_TARGET' | 'INVALID_JSON_DESCRIPTION';

/** One thing wrong with a definition; `location` is a JSON pointer such as `/States/Answer/Next`. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly location: string;
}

/** Collects what is wrong, so that one call tells all of it, as AWS does. */
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
