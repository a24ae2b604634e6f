import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError } from '../data-folder/data-file.ts';
import { errorCode, sqliteCode } from '../system-errors.ts';

const SQLITE_BUSY = 5;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;

export interface DataDirLock {
  release(): Promise<void>;
}

/** A database that nothing refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Takes the data folder for this process, making it when missing. The lock is an exclusive SQLite transaction, so the
 * kernel frees it when the process dies, however it dies. Throws one plain line when the folder is taken or not
 * writable.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  assertWritable(dataDir);
  const database = locked(dataDir);
  held.add(database);
  return {
    async release() {
      held.delete(database);
      database.close();
    },
  };
}

function locked(dataDir: string): DatabaseSync {
  const file = join(dataDir, 'lock.db');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    const code = sqliteCode(cause);
    if (code === SQLITE_FULL || code === SQLITE_IOERR) throw cause; // the disk is at fault, not the file
    if (code === SQLITE_BUSY)
      throw new Error(`The data folder ${dataDir} is in use by another runtime; stop it or set DATA_DIR to another`, {
        cause,
      });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataFolderError(
      `${file} cannot be locked (${reason}): it keeps two runtimes apart and holds no data. Stop every runtime of the folder, remove it and start again`,
      { cause },
    );
  }
}

function assertWritable(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir));
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(
      `The data folder ${dataDir} cannot be written (${errorCode(cause)}); set DATA_DIR to one that can`,
      {
        cause,
      },
    );
  }
}

/**
 * Node's own recursive mkdir never returns where the kernel refuses with ENOENT under a folder that exists, as in
 * /proc.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
