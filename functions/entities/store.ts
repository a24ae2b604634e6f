import { Entity, type EntityConfiguration, type Schema, type TransactWriteEntity } from 'electrodb';
import { dynamodbClient } from '../clients/dynamodb.ts';
import { config } from '../config.ts';
import { once } from '../once.ts';

/** The single table, known once there is an environment. */
export const table = (): EntityConfiguration => ({ table: config().tableName, client: dynamodbClient() });

/**
 * An entity that is created at its first use: that takes 1–3 ms, and most functions need few of them. Its
 * `inTransaction()` has the operations that `commit` takes.
 */
export function entityOf<
  A extends string,
  F extends string,
  C extends string,
  S extends Schema<A, F, C, P>,
  P extends string = string,
>(schema: S) {
  const entity = once(() => new Entity<A, F, C, S, P>(schema, table()));
  const inTransaction = (): TransactWriteEntity<A, F, C, S> => {
    const made: unknown = entity();
    if (!isTransactional<A, F, C, S>(made)) throw new TypeError('an entity of ElectroDB takes part in transactions');
    return made;
  };
  return Object.assign(entity, { inTransaction });
}

/** ElectroDB has one class for both views; only its types distinguish them. */
const isTransactional = <A extends string, F extends string, C extends string, S extends Schema<A, F, C>>(
  made: unknown,
): made is TransactWriteEntity<A, F, C, S> => made instanceof Entity;

/**
 * Runs a store call; an `ElectroError` is thrown as the AWS error inside it, so that Retriers
 * and the HTTP layer see AWS's name. Frequent calls pass ElectroDB `originalErr`: it then takes no stack trace
 * before each call.
 */
export async function withAwsErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isRenamed = error instanceof Error && error.name === 'ElectroError' && error.cause instanceof Error;
    throw isRenamed ? error.cause : error;
  }
}

interface Get<T> {
  readonly go: (options: { consistent: true; originalErr: true }) => Promise<{ data: T | null }>;
}

/** The item that an entity's `get` asks for, read consistently; null when there is none. */
export async function getConsistently<T>(get: Get<T>): Promise<T | null> {
  const { data } = await withAwsErrors(() => get.go({ consistent: true, originalErr: true }));
  return data;
}

/** Carries out one conditional write; null when its condition fails. */
export async function ifCondition<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await withAwsErrors(write);
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return null;
    throw error;
  }
}

/**
 * Option of queries whose keys identify the entity, as all of ours do: ElectroDB then adds no filter of every
 * entity's name and version, which the store would try on each item (a third of the time that a workspace's read
 * takes).
 */
export const byKeysAlone = { ignoreOwnership: true } as const;
