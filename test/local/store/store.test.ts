import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { lockDataDir } from '../../../local/store/lock-data-dir.ts';
import { endOrphans, isOurStore, startStore } from '../../../local/store/store.ts';
import { until } from '../../support/until.ts';
import { clientOf, rejection } from '../support/aws-client.ts';

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'store-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await endOrphans(join(dataDir, 'store.db'), join(dataDir, 'store.pid'));
  rmSync(dataDir, { recursive: true, maxRetries: 20, retryDelay: 50 });
});

const repository = resolve(import.meta.dirname, '../../..');

/** A runtime of its own that starts the store on the folder, tells its pid and then waits to be killed. */
async function startInChild(): Promise<{ storePid: number; kill(): Promise<void> }> {
  const program = `
    const { lockDataDir } = await import('${repository}/local/store/lock-data-dir.ts');
    const { startStore } = await import('${repository}/local/store/store.ts');
    await lockDataDir(process.argv[1]);
    const store = await startStore({ dataDir: process.argv[1] });
    console.log(store.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  const exited = once(child, 'exit');
  return {
    storePid: Number(String(line)),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

test('keeps items over a restart and leaves no process or pid file behind', async () => {
  const first = await startStore({ dataDir });
  const client = new DynamoDBClient(clientOf(first.endpoint));
  await client.send(
    new CreateTableCommand({
      TableName: 'things',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await client.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: 'a' } } }));
  client.destroy();
  const { pid } = first;
  expect(readFileSync(join(dataDir, 'store.pid'), 'utf8')).toBe(String(pid));
  await first.close();

  const second = await startStore({ dataDir });
  const again = new DynamoDBClient(clientOf(second.endpoint));
  const { Item } = await again.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } }));
  again.destroy();
  await second.close();

  expect(Item).toEqual({ id: { S: 'a' } });
  expect(existsSync(join(dataDir, 'store.pid'))).toBe(false);
  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

test.each([
  ['with its pid file', false],
  ['without a pid file', true],
])('ends the store that a killed runtime left, %s', async (_, removePidFile) => {
  const runtime = await startInChild();
  await runtime.kill();
  const storeFile = join(dataDir, 'store.db');
  expect(isOurStore(runtime.storePid, storeFile)).toBe(true);
  if (removePidFile) rmSync(join(dataDir, 'store.pid'));

  const store = await startStore({ dataDir });

  expect(isOurStore(runtime.storePid, storeFile)).toBe(false);
  expect(store.pid).not.toBe(runtime.storePid);
  await store.close();
});

test('leaves alone a process that only has the pid of the old store', async () => {
  writeFileSync(join(dataDir, 'store.pid'), String(process.pid));

  const store = await startStore({ dataDir });

  expect(isOurStore(process.pid, join(dataDir, 'store.db'))).toBe(false);
  await store.close();
});

test('starts a store that died again on the same port', async () => {
  const restarted = Promise.withResolvers<void>();
  const log = { debug: () => {}, warn: () => {}, error: () => restarted.resolve() };
  const store = await startStore({ dataDir, log });
  const { pid, endpoint } = store;
  process.kill(Number(pid), 'SIGKILL');
  await restarted.promise;

  const client = new DynamoDBClient(clientOf(endpoint, { maxAttempts: 10 }));
  const { TableNames } = await client.send(new ListTablesCommand());
  client.destroy();

  expect(TableNames).toEqual([]);
  await store.close();
});

test('starts a store again however often it dies, and closes it for good', async () => {
  const store = await startStore({ dataDir });
  const client = new DynamoDBClient(clientOf(store.endpoint));
  const killed = new Set<number>();
  const answers = () =>
    client.send(new ListTablesCommand()).then(
      () => true,
      () => false,
    );
  const another = () =>
    until('a store that answers', async () => {
      const { pid } = store;
      return pid !== null && !killed.has(pid) && (await answers()) ? pid : undefined;
    });
  while (killed.size < 8) {
    const pid = await another();
    killed.add(pid);
    process.kill(pid, 'SIGKILL');
  }
  const pid = await another();
  client.destroy();
  await store.close();

  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

test('a store that is being started again is not left behind by the close', async () => {
  const store = await startStore({ dataDir });
  const first = Number(store.pid);
  process.kill(first, 'SIGKILL');
  await until('the death', async () => (isOurStore(first, join(dataDir, 'store.db')) ? undefined : true));

  await store.close();

  expect(await endOrphans(join(dataDir, 'store.db'), join(dataDir, 'store.pid'))).toBe(0);
});

test('uses another endpoint when one is given', async () => {
  const store = await startStore({ dataDir, endpoint: 'http://127.0.0.1:8000' });

  expect(store).toMatchObject({ endpoint: 'http://127.0.0.1:8000', pid: null });
  await store.close();
  expect(existsSync(join(dataDir, 'store.db'))).toBe(false);
});

describe('the lock of the data folder', () => {
  test('is refused to a second runtime and free again after release', async () => {
    const first = await lockDataDir(dataDir);

    expect((await rejection(lockDataDir(dataDir))).message).toBe(
      `The data folder ${dataDir} is in use by another runtime; stop it or set DATA_DIR to another`,
    );

    await first.release();
    await (await lockDataDir(dataDir)).release();
  });

  test('is free again once its holder was killed', async () => {
    const runtime = await startInChild();
    expect((await rejection(lockDataDir(dataDir))).message).toContain('in use by another runtime');

    await runtime.kill();

    const lock = await lockDataDir(dataDir);
    await (await startStore({ dataDir })).close();
    await lock.release();
  });

  test('makes a missing folder', async () => {
    const missing = join(dataDir, 'a', 'b');

    await (await lockDataDir(missing)).release();

    expect(existsSync(missing)).toBe(true);
  });

  test('says in one line when the folder cannot be made', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o600);

    const { message } = await rejection(lockDataDir(join(file, 'below')));

    expect(message).toBe(
      `The data folder ${join(file, 'below')} cannot be written (ENOTDIR); set DATA_DIR to one that can`,
    );
  });
});
