import { isJsonObject, type Json, parseJson } from '../json.ts';
import { invalidDefinition, type Problem, Problems } from './definition-error.ts';
import { Fields } from './fields.ts';
import { parseStates } from './parse-states.ts';
import type { StateMachine } from './state-machine.ts';

const MACHINE_FIELDS = new Set(['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version']);
/** The query languages that a definition may name. */
export const QUERY_LANGUAGES = ['JSONPath', 'JSONata'] as const;
const MAX_TIMEOUT_SECONDS = 99_999_999;

/**
 * Parses and checks an Amazon States Language definition (https://states-language.net).
 * Throws `AwsError` InvalidDefinition naming every problem and where it is.
 */
export function parseDefinition(text: string): StateMachine {
  const { machine, problems } = checkDefinition(text);
  if (machine === undefined || problems.length > 0) throw invalidDefinition(problems);
  return machine;
}

/** The machine, if it can be read at all, and everything that is wrong with it. */
export function checkDefinition(text: string): { machine: StateMachine | undefined; problems: readonly Problem[] } {
  const problems = new Problems();
  const source = readObject(text, problems);
  if (source === undefined) return { machine: undefined, problems: problems.found };
  const fields = new Fields(source, { location: '', problems });
  fields.allowOnly(MACHINE_FIELDS);
  const queryLanguage = fields.oneOf('QueryLanguage', QUERY_LANGUAGES) ?? 'JSONPath';
  const timeoutSeconds = fields.number('TimeoutSeconds', { min: 1, max: MAX_TIMEOUT_SECONDS, integer: true });
  const group = parseStates(fields, { queryLanguage, outerVariables: new Set() });
  return { machine: { ...group, timeoutSeconds }, problems: problems.found };
}

function readObject(text: string, problems: Problems): Readonly<Record<string, Json>> | undefined {
  let source: Json;
  try {
    source = parseJson(text);
  } catch (error) {
    problems.json(error instanceof Error ? error.message : 'not JSON');
    return undefined;
  }
  if (isJsonObject(source)) return source;
  problems.schema('/', 'A definition must be a JSON object');
  return undefined;
}
