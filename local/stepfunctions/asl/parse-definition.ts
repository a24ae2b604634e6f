import { isJsonArray, isJsonObject, type Json, parseJson } from '../json.ts';
import { Fields, invalidDefinition, type Problem, Problems } from './fields.ts';
import type { ParseContext } from './parse-parts.ts';
import { parseState } from './parse-state.ts';
import type { State, StateGroup, StateMachine } from './state-machine.ts';

const MACHINE_FIELDS = new Set(['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version']);
/** The query languages that a definition may name. */
const QUERY_LANGUAGES = ['JSONPath', 'JSONata'] as const;
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

/** The machine, if it is readable, and all its problems. */
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

const MAX_STATE_NAME_LENGTH = 80;

/**
 * Parses `StartAt` and `States` of a machine, a branch or an item processor, and checks that each transition leads
 * somewhere.
 */
function parseStates(fields: Fields, context: ParseContext): StateGroup {
  fields.required('StartAt');
  fields.required('States');
  const startAt = fields.text('StartAt') ?? '';
  const source = fields.object('States');
  const states = new Map<string, State>();
  const names = Object.keys(jsonOf(fields));
  const outerVariables = new Set([...context.outerVariables, ...assignedVariables(fields)]);
  const parseInner = (inner: Fields): StateGroup => parseStates(inner, { ...context, outerVariables });
  for (const name of names) {
    const stateFields = source?.object(name);
    if (name.length > MAX_STATE_NAME_LENGTH)
      source?.complain(`A state's name has at most ${MAX_STATE_NAME_LENGTH} characters`, name);
    const state = stateFields && parseState(name, stateFields, { context, parseInner });
    if (state !== undefined) states.set(name, state);
  }
  checkTransitions(fields, { startAt, states, names: new Set(names) });
  return { startAt, states };
}

function jsonOf(fields: Fields) {
  const states = fields.json('States');
  return isJsonObject(states) ? states : {};
}

/** The variables that the states of a group assign, on their way out, by a rule or by a catcher. */
function assignedVariables(fields: Fields): string[] {
  return Object.values(jsonOf(fields)).flatMap((state) => {
    if (!isJsonObject(state)) return [];
    const parts = [state, ...[state.Choices, state.Catch].flatMap((list) => (isJsonArray(list) ? list : []))];
    return parts.flatMap((part) => (isJsonObject(part) && isJsonObject(part.Assign) ? Object.keys(part.Assign) : []));
  });
}

/** The names that a state may lead to, with the field that says so. */
function transitionsOf(state: State): readonly { readonly target: string; readonly field: string }[] {
  switch (state.type) {
    case 'Succeed':
    case 'Fail':
      return [];
    case 'Choice':
      return [
        ...state.choices.map(({ next }, index) => ({ target: next, field: `Choices[${index}]/Next` })),
        ...(state.default === undefined ? [] : [{ target: state.default, field: 'Default' }]),
      ];
    case 'Pass':
    case 'Wait':
      return nextOf(state.next);
    case 'Task':
    case 'Parallel':
    case 'Map':
      return [
        ...nextOf(state.next),
        ...state.catch.map(({ next }, index) => ({ target: next, field: `Catch[${index}]/Next` })),
      ];
    default:
      return state satisfies never;
  }
}

function nextOf(next: string | undefined) {
  return next === undefined ? [] : [{ target: next, field: 'Next' }];
}

interface Group {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  /** Also of the states that could not be read, which are complained of already. */
  readonly names: ReadonlySet<string>;
}

function checkTransitions(fields: Fields, { startAt, states, names }: Group): void {
  const { location, problems } = fields;
  if (fields.has('StartAt') && !names.has(startAt))
    problems.transition(`${location}/StartAt`, `Missing 'StartAt' target: ${startAt}`);
  const reached = new Set([startAt]);
  for (const [name, state] of states)
    for (const { target, field } of transitionsOf(state)) {
      reached.add(target);
      if (!names.has(target))
        problems.transition(
          `${location}/States/${name}/${field}`,
          `Missing '${field.split('/').at(-1)}' target: ${target}`,
        );
    }
  for (const name of states.keys())
    if (!reached.has(name)) problems.transition(`${location}/States/${name}`, `State "${name}" is not reachable.`);
}
