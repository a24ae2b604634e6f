import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeTessdata } from '../../../local/ai/ocr/tessdata.ts';
import { keepPrivate } from '../../../local/data-folder/kept-files.ts';
import { type ChildRuntime, startChildRuntime } from '../../support/child-runtime.ts';

const made: string[] = [];
const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'private-'));
  made.push(dir);
  return dir;
};
const modeOf = (path: string): string => (statSync(path).mode & 0o1777).toString(8);
const openMask = process.umask();

afterEach(() => {
  process.umask(openMask);
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

test('closes what a version before has left open', () => {
  const dataDir = folder();
  chmodSync(dataDir, 0o755);
  mkdirSync(join(dataDir, 's3', 'buckets', 'inquiries'), { recursive: true, mode: 0o755 });
  for (const name of ['store.db', 'store.db-wal', 'journal.db-shm', 'pepper', 's3/buckets/inquiries/object'])
    writeFileSync(join(dataDir, name), 'x', { mode: 0o644 });

  keepPrivate(dataDir);

  expect(modeOf(dataDir)).toBe('700');
  expect(modeOf(join(dataDir, 's3/buckets'))).toBe('700');
  for (const name of ['store.db', 'store.db-wal', 'journal.db-shm', 'pepper', 's3/buckets/inquiries/object'])
    expect([name, modeOf(join(dataDir, name))]).toEqual([name, '600']);
});

test('leaves alone what is not its own', () => {
  const dataDir = folder();
  const elsewhere = join(folder(), 'program');
  for (const file of [elsewhere, join(dataDir, 'notes.sh')]) {
    writeFileSync(file, 'x');
    chmodSync(file, 0o755); // whatever the process's umask is by then
  }
  symlinkSync(elsewhere, join(dataDir, 'pepper'));

  keepPrivate(dataDir);

  expect(modeOf(join(dataDir, 'notes.sh'))).toBe('755');
  expect(modeOf(elsewhere)).toBe('755');
});

test('a folder of everybody stays theirs', () => {
  const dataDir = folder();
  chmodSync(dataDir, 0o1777);

  keepPrivate(dataDir);

  expect(modeOf(dataDir)).toBe('1777');
});

test('the models of the reader are copied in for the owner alone, although anybody may read them where they are', async () => {
  const dataDir = folder();
  keepPrivate(dataDir);

  const { folder: models } = await placeTessdata(dataDir);

  expect(readdirSync(models).map((name) => modeOf(join(models, name)))).toEqual(['600', '600']);
});

describe('a running system', () => {
  let runtime: ChildRuntime;
  let printed = '';
  const dataDir = mkdtempSync(join(tmpdir(), 'private-running-'));
  beforeAll(async () => {
    chmodSync(dataDir, 0o755);
    process.umask(0o022);
    const onPrinted = (text: string): void => {
      printed += text;
    };
    runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0, logLevel: 'debug', onPrinted, isDirect: true });
  }, 60_000);
  afterAll(async () => {
    await runtime.stop();
    rmSync(dataDir, { recursive: true });
  });

  test('keeps every file and folder to its owner, those of SQLite and the store too', () => {
    const open = readdirSync(dataDir, { recursive: true })
      .map((name) => join(dataDir, String(name)))
      .filter((path) => (statSync(path).mode & 0o077) !== 0);

    expect(open).toEqual([]);
    expect(modeOf(dataDir)).toBe('700');
  });

  test('has its store at an address that no page, health answer or log tells', async () => {
    const { apiUrl, awsEndpoint, dynamodbEndpoint } = runtime.file;
    const { hostname, host } = new URL(dynamodbEndpoint);
    const pages = [
      ...['/readyz', '/healthz', '/docs', '/openapi.json', '/console/'].map((path) => apiUrl + path),
      ...['/', '/_aws/health', '/_aws/outbox', '/_aws/faults', '/_aws/clock'].map((path) => awsEndpoint + path),
    ];
    const told = await Promise.all(pages.map(async (url) => (await fetch(url)).text()));

    expect(hostname).toMatch(/^127\.(?!0\.0\.)/);
    expect([...told, printed].filter((text) => text.includes(hostname) || text.includes(host))).toEqual([]);
  });
});
