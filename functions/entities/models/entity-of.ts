import { Entity, type EntityConfiguration, type Schema } from 'electrodb';

/** What makes the entity once table and client are known: making one takes 1–3 ms, and most functions need few of them. */
export const entityOf =
  <A extends string, F extends string, C extends string, S extends Schema<A, F, C, P>, P extends string = string>(
    schema: S,
  ) =>
  (at: EntityConfiguration) =>
    new Entity<A, F, C, S, P>(schema, at);
