import { accessSync, constants, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../system-errors.ts';
import { DataFolderError, readDemo } from './data-file.ts';
import { databaseFault, hasRows, namesIn } from './database-fault.ts';
import { type KeptFile, keptFiles, ownFolders, remadeFiles } from './kept-files.ts';

const PEPPER = /^[0-9a-f]{64}\s*$/;
const sideFiles = ['-wal', '-shm', '-journal'] as const;

interface InspectOptions {
  /** False where the table is elsewhere. */
  readonly hasOwnStore: boolean;
  /** Names of kept files whose loss is accepted: their remains are put aside. */
  readonly startWithout: readonly string[];
  /** Of the file name under which something is put aside. */
  readonly nowMs: number;
}

/**
 * Looks at what a start relies on, before anything is opened: a secret or a database that is missing or damaged beside
 * old data is never replaced silently. A folder whose first start was cut short is taken as it is.
 * @throws DataFolderError
 */
export function inspectDataFolder(dataDir: string, { hasOwnStore, startWithout, nowMs }: InspectOptions): void {
  const known = keptFiles.map(({ name }) => name);
  const unknown = startWithout.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new DataFolderError(`START_WITHOUT names ${unknown}; it may name ${known.join(', ')}`);
  for (const name of ownFolders) assertKind(join(dataDir, name), 'folder');
  const kept = keptFiles.filter(({ name }) => hasOwnStore || name !== 'store.db');
  for (const { name } of kept)
    for (const side of ['', ...sideFiles]) assertKind(join(dataDir, `${name}${side}`), 'file');
  for (const name of remadeFiles) assertKind(join(dataDir, name), 'file');

  const demo = readDemo(dataDir);
  const faults = new Map(kept.map((file) => [file, faultOf(dataDir, file)]));
  const isUsed =
    demo !== undefined ||
    existsSync(join(dataDir, 'runtime.json')) ||
    [...faults].some(
      ([{ name, usedTable }, fault]) =>
        fault === undefined && usedTable !== undefined && hasRows(join(dataDir, name), usedTable),
    );
  for (const [file, fault] of faults) {
    if (fault === undefined) continue;
    if (startWithout.includes(file.name)) putAside(join(dataDir, file.name), nowMs);
    else if (fault.isGarbage || isUsed || isOutOfOrder(dataDir, file)) throw refusal(dataDir, { file, fault });
  }
}

interface Fault {
  readonly what: string;
  /** No first start that was cut short leaves such a file. */
  readonly isGarbage: boolean;
}

function faultOf(dataDir: string, { name, table, folders }: KeptFile): Fault | undefined {
  const file = join(dataDir, name);
  if (existsSync(`${file}-wal`) && !existsSync(file)) return { what: 'is missing beside its log', isGarbage: true };
  if (!existsSync(file)) return { what: 'is missing', isGarbage: false };
  if (table === undefined) {
    const isSound = PEPPER.test(readFileSync(file, 'latin1'));
    return isSound ? undefined : { what: 'is damaged (it has 64 hexadecimal digits)', isGarbage: true };
  }
  const what = databaseFault(file, table);
  if (what !== undefined) return { what, isGarbage: what.startsWith('is damaged') || what === 'is not a database' };
  const missing = folders === undefined ? undefined : missingFolder(dataDir, { file, ...folders });
  return missing === undefined ? undefined : { what: `names ${missing}, which is missing`, isGarbage: true };
}

/** A folder is created before its row: a row without one has lost it. */
function missingFolder(dataDir: string, { file, table, within }: { file: string; table: string; within: string }) {
  const folders = namesIn(file, table).map((name) => join(dataDir, within, name));
  return folders.find((folder) => !existsSync(folder));
}

/** The pepper is created first of all, so a store without one has lost it. */
const isOutOfOrder = (dataDir: string, { name }: KeptFile): boolean =>
  name === 'pepper' && existsSync(join(dataDir, 'store.db'));

const refusal = (dataDir: string, { file: { name, loss }, fault }: { file: KeptFile; fault: Fault }): DataFolderError =>
  new DataFolderError(
    `${join(dataDir, name)} ${fault.what}: without it ${loss}. Restore it from a backup, or set START_WITHOUT=${name} to go on without it; nothing was changed`,
  );

function assertKind(path: string, kind: 'file' | 'folder'): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  const isKind = kind === 'file' ? found.isFile() : found.isDirectory();
  if (!isKind)
    throw new DataFolderError(
      `${path} is not a ${kind}: the data folder keeps one there. Move it away and start again`,
    );
  try {
    accessSync(path, constants.R_OK | constants.W_OK | (kind === 'folder' ? constants.X_OK : 0));
  } catch (error) {
    const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
    throw new DataFolderError(
      `${path} cannot be read and written by this user (${errorCode(error)}; owner ${found.uid}, mode ${mode}): start as its owner, or give it to this user with chown and chmod u+rw`,
      { cause: error },
    );
  }
}

function putAside(file: string, nowMs: number): void {
  for (const side of ['', ...sideFiles])
    if (existsSync(`${file}${side}`)) renameSync(`${file}${side}`, `${file}${side}.aside-${nowMs}`);
}
