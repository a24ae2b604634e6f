import fc from 'fast-check';
import type { ApiOperation } from './operation.ts';

/** Ids and tokens that answers have given, by the name of the path parameter that takes them. */
export interface Pool {
  /** Keeps what an answer of an operation says. */
  learn(operation: ApiOperation, body: unknown): void;
  /** A value for a parameter by a number of one's choice; undefined while none is known. */
  pick(parameter: string, choice: number): string | undefined;
}

const mostKept = 50;

/**
 * What `POST` or `GET /v1/things` calls `id` is the parameter of `/v1/things/{thingId}`; a member that has a
 * parameter's own name, such as `statusToken`, is that parameter.
 */
export function createPool(
  operations: readonly ApiOperation[],
  seeds: Readonly<Record<string, readonly string[]>> = {},
): Pool {
  const parameters = new Set(
    operations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)),
  );
  const itemParameters = new Map<string, string>();
  for (const { path } of operations) {
    const [, collection, name] = /^(.*)\/\{(\w+)\}/.exec(path) ?? [];
    if (collection !== undefined && name !== undefined) itemParameters.set(collection, name);
  }
  const known = new Map<string, string[]>(Object.entries(seeds).map(([name, values]) => [name, [...values]]));
  const keep = (name: string, value: unknown): void => {
    if (typeof value !== 'string') return;
    const values = known.get(name) ?? [];
    if (!values.includes(value)) known.set(name, [...values, value].slice(-mostKept));
  };
  const learnObject = (path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (parameters.has(name)) keep(name, member);
      const itemParameter = itemParameters.get(path);
      if (name === 'id' && itemParameter !== undefined) keep(itemParameter, member);
      if (name === 'items' && Array.isArray(member)) for (const item of member) learnObject(path, item);
    }
  };
  return {
    learn: ({ path }, body) => learnObject(path, body),
    pick(parameter, choice) {
      const values = known.get(parameter) ?? [];
      return values[choice % Math.max(1, values.length)];
    },
  };
}

/** A place in the pool, filled in when the request is sent. */
export const choice: fc.Arbitrary<number> = fc.nat(mostKept);
