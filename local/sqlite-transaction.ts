import type { DatabaseSync } from 'node:sqlite';

/** Carries out `work` in one transaction: all of it or, when anything in it or its commit fails, nothing. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    // SQLite has ended some failed transactions itself, such as one for which the disk was full.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
