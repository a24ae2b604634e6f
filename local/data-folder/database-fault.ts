import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sqliteCode } from '../system-errors.ts';

const MAGIC = 'SQLite format 3\0';
/** Up to this size every page is looked at, in about a tenth of a second; of a larger file only the length is. */
const MOST_CHECKED_BYTES = 32 * 2 ** 20;
const SQLITE_BUSY = 5;

/** Why a file is no sound SQLite database with the table; undefined when it is one. */
export function databaseFault(file: string, table: string): string | undefined {
  const { size } = statSync(file);
  if (size === 0) return 'is empty';
  if (!startsAsDatabase(file)) return 'is not a database';
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return contentFault(database, { file, table });
    } finally {
      database.close();
    }
  } catch (error) {
    if (sqliteCode(error) === SQLITE_BUSY) return 'is in use by another program';
    return `is damaged (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** Whether a table of a sound database has any row. */
export function hasRows(file: string, table: string): boolean {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined;
  } finally {
    database.close();
  }
}

/** The `name` of each row of a table of a sound database that has one. */
export function namesIn(file: string, table: string): readonly string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    if (tables.get(table) === undefined) return [];
    return database
      .prepare(`SELECT name FROM "${table}"`)
      .all()
      .map(({ name }) => String(name));
  } finally {
    database.close();
  }
}

function startsAsDatabase(file: string): boolean {
  const start = Buffer.alloc(MAGIC.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start, 0, start.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return start.toString('latin1') === MAGIC;
}

function contentFault(database: DatabaseSync, { file, table }: { file: string; table: string }): string | undefined {
  const one = (sql: string, ...values: string[]): unknown =>
    Object.values(database.prepare(sql).get(...values) ?? {})[0];
  const sizeBytes = Number(one('PRAGMA page_count')) * Number(one('PRAGMA page_size'));
  if (sizeBytes <= MOST_CHECKED_BYTES) {
    const found = one('PRAGMA quick_check(1)');
    if (found !== 'ok') return `is damaged (${String(found).split('\n')[0]})`;
  } else if (isWithoutLog(file) && statSync(file).size < sizeBytes) return 'is cut off';
  const hasTable = one("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", table) === 1;
  return hasTable ? undefined : 'is a database without what belongs in it';
}

/** While there is a log, it may hold the only copy of pages. */
function isWithoutLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
}
