import { isJsonArray, isJsonObject } from '../json.ts';
import type { Fields } from './fields.ts';
import type { ParseContext } from './parse-parts.ts';
import { parseState } from './parse-state.ts';
import type { State, StateGroup } from './state-machine.ts';

const MAX_STATE_NAME_LENGTH = 80;

/** Parses `StartAt` and `States` of a machine, a branch or an item processor, and checks that each transition leads somewhere. */
export function parseStates(fields: Fields, context: ParseContext): StateGroup {
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
