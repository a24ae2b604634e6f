import * as z from 'zod/mini';

const State = z.looseObject({
  Type: z.enum(['Pass', 'Task', 'Choice', 'Map', 'Wait', 'Succeed', 'Fail']),
  Next: z.optional(z.string()),
  Default: z.optional(z.string()),
  Choices: z.optional(z.array(z.object({ Next: z.string() }))),
  ItemProcessor: z.optional(z.object({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) })),
});

export const Definition = z.object({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) });
export type Definition = z.infer<typeof Definition>;

export interface Path {
  /** For each Choice the targets it takes, in order of its visits; the last one stands for all further visits. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** Items of each Map. */
  readonly items?: Readonly<Record<string, number>>;
}

/**
 * The states that an execution enters on a path, in order, those inside a Map once an item. Their number is what Step
 * Functions charges for, retries apart. @throws Error when the definition has no such path
 */
export function walk(definition: Definition, path: Path): readonly string[] {
  const entered: string[] = [];
  const visits = new Map<string, number>();
  for (let name: string | undefined = definition.StartAt; name !== undefined; ) {
    if (entered.length > 500) throw new Error(`The path does not end: it is at ${name} after 500 states`);
    const state = State.parse(definition.States[name]);
    entered.push(name);
    if (state.ItemProcessor !== undefined)
      for (let item = 0; item < (path.items?.[name] ?? 0); item += 1) entered.push(...walk(state.ItemProcessor, path));
    if (state.Type !== 'Choice') {
      name = state.Next;
      continue;
    }
    const visit = visits.get(name) ?? 0;
    visits.set(name, visit + 1);
    name = chosen(name, state, { targets: path.choices[name] ?? [], visit });
  }
  return entered;
}

function chosen(
  name: string,
  { Choices = [], Default }: z.infer<typeof State>,
  { targets, visit }: { targets: readonly string[]; visit: number },
): string {
  const target = targets[Math.min(visit, targets.length - 1)];
  const possible = [...Choices.map(({ Next }) => Next), ...(Default === undefined ? [] : [Default])];
  if (target === undefined || !possible.includes(target))
    throw new Error(`${name} goes to ${possible.join(', ')}; the path says ${target ?? 'nothing'}`);
  return target;
}
