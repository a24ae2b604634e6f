import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Replaces a file atomically, readable by its owner only: a crash or a full disk leaves the old one. */
export function writeWhole(file: string, content: string): void {
  const draft = `${file}.new`;
  try {
    const descriptor = openSync(draft, 'w', 0o600);
    try {
      writeSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true, recursive: true });
    throw error;
  }
}

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
