import * as z from 'zod/mini';

/** By the names that the one table has: a Put tells its key among the item's attributes. */
const key = z.object({ pk: z.unknown(), sk: z.unknown() });
const transaction = z.object({
  TransactItems: z.array(
    z.record(z.string(), z.object({ TableName: z.string(), Key: z.optional(key), Item: z.optional(key) })),
  ),
});

/** What a transaction under way keeps others from. */
export interface Meetings {
  /**
   * Which of its items another transaction is at, in the order of the request; or, when none is, what must be called once
   * the transaction is over.
   */
  enter(body: string): { readonly met: readonly boolean[] } | { readonly leave: () => void };
}

/** Sees what a store that carries out one transaction after the other never shows: that two wanted one item at a time. */
export function createMeetings(): Meetings {
  const held = new Set<string>();
  return {
    enter(body) {
      const items = itemsOf(body);
      const met = items.map((item) => held.has(item));
      if (met.includes(true)) return { met };
      for (const item of items) held.add(item);
      return {
        leave: () => {
          for (const item of items) held.delete(item);
        },
      };
    },
  };
}

const itemsOf = (body: string): readonly string[] =>
  transaction.parse(JSON.parse(body)).TransactItems.flatMap((action) =>
    Object.values(action).map(({ TableName, Key, Item }) => {
      const { pk, sk } = Key ?? Item ?? {};
      return JSON.stringify([TableName, pk, sk]);
    }),
  );
