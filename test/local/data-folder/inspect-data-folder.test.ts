import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError } from '../../../local/data-folder/data-file.ts';
import { inspectDataFolder } from '../../../local/data-folder/inspect-data-folder.ts';
import { isOurStore } from '../../../local/store/store.ts';
import { childEnvironment } from '../../support/child-environment.ts';
import { startByNpm } from '../../support/npm-start.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'data-folder-'));
const used = join(folder, 'used');
const databases = ['journal.db', 'store.db', 'mail.db', 'sns.db', 's3/index.db'];
let dataDir: string;
let count = 0;

/** A folder that a runtime has worked in and left in order. */
beforeAll(async () => {
  mkdirSync(used);
  const { npm, ended } = await startByNpm(used);
  npm.kill('SIGTERM');
  await ended;
  for (const name of databases) {
    // Takes in what still stands in the log alone, from which SQLite would make a damaged file good.
    const database = new DatabaseSync(join(used, name));
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  }
}, 120_000);

beforeEach(() => {
  count += 1;
  dataDir = join(folder, `copy-${count}`);
  cpSync(used, dataDir, { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a runtime that is expected to refuse; one that starts is ended after a while and has no status. */
function start() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'local/main.ts'],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: 100_000,
      env: { ...childEnvironment(), PORT: '0', AWS_PORT: '0', DATA_DIR: dataDir },
    },
  );
  return { status, stdout, stderr };
}

/** What is said of the folder; undefined when it is in order. */
function inspected(startWithout: readonly string[] = []): string | undefined {
  try {
    inspectDataFolder(dataDir, { hasOwnStore: true, startWithout, nowMs: 0 });
    return undefined;
  } catch (error) {
    if (error instanceof DataFolderError) return error.message;
    throw error;
  }
}

const storesLeft = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isOurStore(pid, join(dataDir, 'store.db')));

const filesOf = (within: string): Record<string, string> =>
  Object.fromEntries(
    ['pepper', 'demo.json', 'journal.db', 'store.db', 'mail.db', 'sns.db', 's3/index.db']
      .filter((name) => existsSync(join(within, name)) && statSync(join(within, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(within, name)))
          .digest('hex'),
      ]),
  );

const halved = (file: string): void => truncateSync(file, Math.floor(statSync(file).size / 2));
const removed = (file: string): void => rmSync(file);
const emptied = (file: string): void => writeFileSync(file, '');
const garbled = (file: string): void => writeFileSync(file, Buffer.alloc(8_192, 'no data '));
const torn = (file: string): void => {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length - 4_096);
  writeFileSync(file, bytes);
};
const aFolder = (file: string): void => {
  rmSync(file, { force: true });
  mkdirSync(file);
};

const damages = Object.entries({ removed, emptied, halved, garbled, torn, 'made a folder': aFolder });
const cases = [
  ...databases.flatMap((name) => damages.map(([how, damage]) => [name, how, damage] as const)),
  ...damages.filter(([how]) => how !== 'torn').map(([how, damage]) => ['pepper', how, damage] as const),
  ...damages
    .filter(([how]) => !['removed', 'torn'].includes(how))
    .map(([how, damage]) => ['demo.json', how, damage] as const),
  ...['runtime.json', 'store.pid', 'store.log', 'lock.db', 'secret-key', 'store.db-wal', 'mail.db-shm'].map(
    (name) => [name, 'made a folder', aFolder] as const,
  ),
  [
    's3',
    'made a file',
    (path: string) => {
      rmSync(path, { recursive: true });
      writeFileSync(path, '');
    },
  ] as const,
];

test('refuses a folder whose objects are missing beside their index', () => {
  rmSync(join(dataDir, 's3/buckets'), { recursive: true });

  expect(inspected()).toMatch(/s3\/index\.db names .+\/s3\/buckets\/\S+, which is missing: without it .+START_WITHOUT/);

  expect(inspected(['s3/index.db'])).toBeUndefined();
});

test.each(databases)('refuses a folder in which the log of %s is all that is left', (name) => {
  for (const entry of readdirSync(dataDir)) rmSync(join(dataDir, entry), { recursive: true });
  mkdirSync(join(dataDir, 's3'));
  writeFileSync(join(dataDir, `${name}-wal`), 'log');

  expect(inspected()).toMatch(new RegExp(`^${join(dataDir, name)} is missing beside its log: .+START_WITHOUT`));
});

test.each(cases)('refuses a folder whose %s was %s, by its name, and changes nothing', (name, _, damage) => {
  damage(join(dataDir, name));
  const before = filesOf(dataDir);

  expect(inspected()).toMatch(new RegExp(`^${join(dataDir, name)} .+: .+[a-z]$`));
  expect(filesOf(dataDir)).toEqual(before);
});

test('finds nothing in a folder that was left in order', () => {
  expect(inspected()).toBeUndefined();
});

test.each([
  ['journal.db', 'emptied', emptied],
  ['store.db', 'removed', removed],
  ['pepper', 'removed', removed],
  ['demo.json', 'halved', halved],
  ['mail.db', 'garbled', garbled],
  ['lock.db', 'garbled', garbled],
  ['lock.db', 'made a folder', aFolder],
] as const)(
  'a start refuses a folder whose %s was %s, in one line, and leaves no process behind',
  (name, _, damage) => {
    damage(join(dataDir, name));
    const before = filesOf(dataDir);

    const { status, stdout, stderr } = start();

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${join(dataDir, name)} .+: .+\n$`));
    expect(filesOf(dataDir)).toEqual(before);
    expect(storesLeft()).toEqual([]);
  },
);

test('a folder with a journal alone has lost its store, even without the files that a finished start writes', () => {
  for (const name of ['store.db', 'demo.json', 'runtime.json']) rmSync(join(dataDir, name));

  expect(inspected()).toContain(`${join(dataDir, 'store.db')} is missing`);
});

test('a store without a pepper has lost it, even when nothing else is there', () => {
  for (const name of readdirSync(dataDir)) if (name !== 'store.db') rmSync(join(dataDir, name), { recursive: true });

  expect(inspected()).toContain(`${join(dataDir, 'pepper')} is missing`);
});

test.each([
  ['nothing but a pepper', ['pepper']],
  ['a pepper and empty databases', ['pepper', 'store.db', 'mail.db']],
])(
  'a first start that was cut short goes on, with %s',
  async (_, names) => {
    const pepper = readFileSync(join(dataDir, 'pepper'), 'utf8');
    rmSync(dataDir, { recursive: true });
    mkdirSync(dataDir);
    for (const name of names) writeFileSync(join(dataDir, name), name === 'pepper' ? pepper : '');

    const { npm, ended } = await startByNpm(dataDir);
    npm.kill('SIGTERM');
    await ended;

    expect(readFileSync(join(dataDir, 'pepper'), 'utf8')).toBe(pepper);
  },
  120_000,
);

test('START_WITHOUT puts a damaged file aside and goes on without it', async () => {
  garbled(join(dataDir, 'mail.db'));
  rmSync(join(dataDir, 'journal.db'));

  const { npm, ended } = await startByNpm(dataDir, { START_WITHOUT: 'mail.db,journal.db' });
  npm.kill('SIGTERM');
  await ended;

  expect(readdirSync(dataDir).filter((name) => /^mail\.db\.aside-\d+$/.test(name))).toHaveLength(1);
  expect(existsSync(join(dataDir, 'journal.db'))).toBe(true);
}, 120_000);

test('START_WITHOUT takes only what may be lost', () => {
  expect(inspected(['everything'])).toBe(
    'START_WITHOUT names everything; it may name pepper, store.db, mail.db, sns.db, journal.db, s3/index.db',
  );
});

const nobody = 65_534;
/** Whether this user may become another, who can reach the sources: not from a clone in a private folder. */
const canStartAsNobody =
  process.getuid?.() === 0 && spawnSync('true', { cwd: root, uid: nobody, gid: nobody }).status === 0;
if (!canStartAsNobody)
  process.stdout.write('Skipped: only root can start a runtime as another user, in a folder open to that user\n');

(canStartAsNobody ? test.each : test.skip.each)(['pepper', 'journal.db', 'store.db'])(
  'says whose %s is when this user may not read it',
  (name) => {
    const file = join(dataDir, name);
    for (const path of [folder, dataDir]) chmodSync(path, 0o777);
    spawnSync('chown', ['-R', String(nobody), dataDir]);
    chownSync(file, 0, 0);
    chmodSync(file, 0o400);

    const { status, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'local/main.ts'], {
      cwd: root,
      encoding: 'utf8',
      uid: nobody,
      gid: nobody,
      env: { PATH: process.env.PATH, PORT: '0', AWS_PORT: '0', DATA_DIR: dataDir },
    });

    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/cannot be read and written by this user.*owner 0, mode 0400/),
      '',
    ]);
    expect(stderr).toContain(file);
    expect(status).toBe(1);
  },
  120_000,
);
