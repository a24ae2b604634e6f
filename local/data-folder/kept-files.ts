import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tableName } from '../names.ts';
import { errorCode } from '../system-errors.ts';

/** A file of the data folder that a start relies on. */
export interface KeptFile {
  /** Within the data folder. */
  readonly name: string;
  /** The table that a SQLite database of ours has; absent for a text. */
  readonly table?: string;
  /** Has a row once a first start had made all of these files; absent where none says so. */
  readonly usedTable?: string;
  /** Of the rows of another table of the database, each `name` has a folder of that name within this one. */
  readonly folders?: { readonly table: string; readonly within: string };
  /** What is lost with the file, for the person who must decide. */
  readonly loss: string;
}

/** In the order in which a first start makes them: where a later one is, the earlier ones have been. */
export const keptFiles: readonly KeptFile[] = [
  { name: 'pepper', loss: 'every API key and every link made with it stops working' },
  {
    name: 'store.db',
    table: tableName,
    usedTable: '_tables',
    loss: 'all companies, inquiries and answers are gone',
  },
  { name: 'mail.db', table: 'mail', loss: 'the mails are gone, those that wait to be sent by SMTP too' },
  { name: 'sns.db', table: 'message', loss: 'what was published to topics is gone' },
  {
    name: 'journal.db',
    table: 'executions',
    usedTable: 'state_machines',
    loss: 'inquiries in work are taken up again by the sweeper and handed to people',
  },
  {
    name: 's3/index.db',
    table: 'object',
    folders: { table: 'bucket', within: 's3/buckets' },
    loss: 'no attachment can be read any more',
  },
];

/** Files that a start makes again: they need only be files. */
export const remadeFiles: readonly string[] = [
  'lock.db',
  'store.pid',
  'store.log',
  'secret-key',
  'runtime.json',
  'demo.json',
];

export const ownFolders: readonly string[] = ['s3', 's3/buckets', 'tessdata'];

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const OTHERS = 0o077;
const STICKY = 0o1000;

/** A runtime's files at the top of a data folder; anything else there is left alone. */
const ownNames =
  /^(?:(?:lock|store|journal|mail|sns)\.db(?:-\w+)?|store\.(?:pid|log)|(?:pepper|secret-key|(?:demo|runtime)\.json)(?:\.new)?|s3|tessdata)$/;

/**
 * Makes the data folder and what a runtime keeps in it readable by its owner alone, and has this process and its
 * children create files that way. A folder that belongs to another user or to everybody (sticky, such as /tmp) keeps
 * its own mode.
 */
export function keepPrivate(dataDir: string): void {
  process.umask(OTHERS);
  mkdirSync(dataDir, { recursive: true, mode: FOLDER_MODE });
  const { mode } = lstatSync(join(dataDir, '.'));
  if ((mode & STICKY) === 0) narrow(dataDir, FOLDER_MODE);
  for (const name of readdirSync(dataDir)) if (ownNames.test(name)) tighten(join(dataDir, name));
}

/** A folder closed to others is not searched: its contents are unreachable for them. Links are left alone. */
function tighten(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return; // SQLite removes its side files as it pleases
  if (found.isFile()) narrow(path, FILE_MODE);
  if (!found.isDirectory() || (found.mode & OTHERS) === 0) return;
  narrow(path, FOLDER_MODE);
  for (const name of readdirSync(path)) tighten(join(path, name));
}

function narrow(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    // Gone meanwhile, or another user's: neither is ours to narrow.
    if (!['ENOENT', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
  }
}
