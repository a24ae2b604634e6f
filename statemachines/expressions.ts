import type * as z from 'zod/mini';
import type * as workflow from '../schemas/workflow.ts';
import type { Variables } from './variables.ts';

/*
 * Types of the states' JSONata: a misspelt variable, field or word, and a value of another type than
 * the task's schema has, are compile errors.
 */

type Workflow = typeof workflow;

/** A state that calls a Lambda: each `<Name>Input` of schemas/workflow.ts that has a `<Name>Output`, and AwaitReply. */
export type TaskName = Exclude<
  { [Key in keyof Workflow]: Key extends `${infer Name}Input` ? Name : never }[keyof Workflow],
  'Execution'
>;

type InputOf<Name extends TaskName> = z.infer<Workflow[`${Name}Input`]>;

/** The function's result; the payload that ends the wait for a token is not read. */
type OutputOf<Name extends TaskName> = `${Name}Output` extends keyof Workflow
  ? z.infer<Workflow[`${Name}Output`]>
  : never;

type Frozen<Value> = Value extends readonly (infer Item)[] ? readonly Item[] : Value;

/** Paths from `From`, itself or one of its fields, to a value assignable to `Value`. */
type PathsTo<Value, From, Path extends string> =
  | ([From] extends [Frozen<Value>] ? Path : never)
  | (From extends string | number | readonly unknown[]
      ? never
      : { [Key in keyof From & string]-?: From[Key] extends Frozen<Value> ? `${Path}.${Key}` : never }[keyof From &
          string]);

/** A variable, or a field of one, with a value assignable to `Value`. */
type VariableFor<Value> = {
  [Name in keyof Variables]: PathsTo<Value, Variables[Name], `$${Name}`>;
}[keyof Variables];

type ResultFor<Value, Name extends TaskName> = [OutputOf<Name>] extends [never]
  ? never
  : PathsTo<Value, OutputOf<Name>, '$states.result.Payload'>;

type IfPresent<Path extends string> = Path extends string ? `$exists(${Path}) ? ${Path}` : never;

/** Values that are known only at run time. */
type ContextFor<Value> =
  | PathsTo<Value, workflow.ExecutionInput, '$states.context.Execution.Input'>
  | PathsTo<Value, { readonly page: workflow.PageToRead }, '$states.input'>
  | PathsTo<Value, readonly workflow.PageReading[], '$states.result'>
  | (string extends Value ? '$states.errorOutput.Error' : never);

/** A literal: a word, a number, nothing. Free text is no fact. */
type Literal<Value> = Value extends number
  ? number
  : Value extends readonly unknown[]
    ? readonly []
    : string extends Value
      ? ''
      : Value;

/** An optional field with its default: `$exists($a.b) ? $a.b : $c`. */
type WithFallback<Value, Name extends TaskName> =
  IfPresent<
    | Exclude<ResultFor<Value | undefined, Name>, ResultFor<Value, Name>>
    | Exclude<VariableFor<Value | undefined>, VariableFor<Value>>
  > extends infer Present extends string
    ? `${Present} : ${VariableFor<Value> | (Value extends string ? `'${Value}'` : never)}`
    : never;

type Expression<Value, Name extends TaskName> =
  | VariableFor<Value>
  | ContextFor<Value>
  | ResultFor<Value, Name>
  | WithFallback<Value, Name>
  | (Value extends number ? `${VariableFor<Value>} + 1` : never);

/** A state's assignments to variables; a Task's result is that of its own function. */
export type Assigned<Name extends TaskName = never> = {
  readonly [Key in keyof Variables]?: Literal<Variables[Key]> | `{% ${Expression<Variables[Key], Name>} %}`;
};

type Fact<Value> = `{% ${VariableFor<Value> | (string extends Value ? '$states.context.Task.Token' : never)} %}`;

/** A function's payload: each field of its input schema, from a variable of its type. */
export type Payload<Name extends TaskName> =
  | { readonly [Key in keyof InputOf<Name>]: Fact<InputOf<Name>[Key]> }
  | Merged;

type Comparisons = {
  [Name in keyof Variables]: Comparison<Variables[Name], `$${Name}`>;
}[keyof Variables];

type Comparison<From, Path extends string> = From extends string
  ? `${Path} = '${From}'`
  : From extends number | readonly unknown[]
    ? never
    : {
        [Key in keyof From & string]: From[Key] extends string ? `${Path}.${Key} = '${From[Key]}'` : never;
      }[keyof From & string];

/** A Choice's condition: a word compared with one of its values, or with some. */
export type Condition = `{% ${Comparisons | `$${WordVariable} in [${string}]`} %}`;

type WordVariable = {
  [Name in keyof Variables]: Variables[Name] extends string ? Name : never;
}[keyof Variables];

/** `{% $decision in ['remind', 'reassign'] %}` */
export const isOneOf = <Name extends WordVariable>(
  variable: Name,
  words: readonly Variables[Name][],
): `{% $${Name} in [${string}] %}` => `{% $${variable} in [${words.map((word) => `'${word}'`).join(', ')}] %}`;

type Merged = `{% $merge([${string}]) %}`;

type OptionalKey<Input> = {
  [Key in keyof Input]-?: Input extends Required<Pick<Input, Key>> ? never : Key;
}[keyof Input];

type Present = `${VariableFor<number>} > 0` | `${VariableFor<string>} != ''`;

/** The payload of a function whose input has optional fields: each is present `when` its variable has a value. */
export function payloadWithOptional<Name extends TaskName>(
  always: { readonly [Key in Exclude<keyof InputOf<Name>, OptionalKey<InputOf<Name>>>]: Fact<InputOf<Name>[Key]> },
  optional: {
    readonly [Key in OptionalKey<InputOf<Name>>]: {
      readonly when: Present;
      readonly value: Fact<Exclude<InputOf<Name>[Key], undefined>>;
    };
  },
): Merged {
  const field = ([name, fact]: [string, string]): string => `'${name}': ${fact.slice(3, -3)}`;
  const fields = Object.entries<string>(always).map(field).join(', ');
  const parts = Object.entries<{ readonly when: string; readonly value: string }>(optional).map(
    ([name, { when, value }]) => `${when} ? {${field([name, value])}} : {}`,
  );
  return `{% $merge([${[`{${fields}}`, ...parts].join(', ')}]) %}`;
}
