import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { silentLog } from '../../../local/aws/log.ts';
import type { Caller, Outcome } from '../../../local/lambda/run-handler.ts';
import { type FunctionThread, openFunctionThread } from '../../../local/lambda/threads/function-thread.ts';
import { until } from '../../support/until.ts';

const repository = resolve(import.meta.dirname, '../../..');
const root = mkdtempSync(join(tmpdir(), 'blocked-'));
const log = JSON.stringify(join(root, 'begun.txt'));
const sources = {
  count: 'async () => (globalThis.count = (globalThis.count ?? 0) + 1)',
  waits: `async ({ ms }) => {
    appendFileSync(${log}, 'waits;');
    await new Promise((resolve) => setTimeout(resolve, ms));
    return 'waited';
  }`,
  blocks: 'async () => { while (true); }',
  blocksAfterAwait: 'async () => { await new Promise((resolve) => setTimeout(resolve, 20)); while (true); }',
  blocksInCallback: 'async () => new Promise(() => setTimeout(() => setImmediate(() => { while (true); }), 20))',
  blocksInMicrotasks: 'async () => { while (true) await null; }',
  blocksInPattern: "async () => { await null; return /^(a+)+$/.test('a'.repeat(60) + '!'); }",
  blocksAfterRequest: `async () => {
    const server = createServer((_, response) => response.end('x')).listen(0);
    await new Promise((resolve) => server.once('listening', resolve));
    await (await fetch('http://127.0.0.1:' + server.address().port)).text();
    while (true);
  }`,
  exits: 'async () => { await null; process.exit(1); }',
  throwsOutside: "async () => { setTimeout(() => { throw new Error('x'); }, 20); return new Promise(() => {}); }",
  rejectsOutside:
    "async () => { setTimeout(async () => { await null; throw new Error('x'); }, 20); return new Promise(() => {}); }",
  allocates: 'async () => { const all = []; while (true) all.push(new Array(1e6).fill(1.5)); }',
  never: 'async () => new Promise(() => {})',
  blocksOnce: `async ({ file }) => {
    if (!existsSync(file)) { writeFileSync(file, ''); while (true); }
    return 'worked';
  }`,
};
const imports =
  "import { appendFileSync, existsSync, writeFileSync } from 'node:fs';\nimport { createServer } from 'node:http';\n";
for (const [name, body] of Object.entries(sources))
  writeFileSync(join(root, `${name}.ts`), `${imports}export const handler = ${body};\n`);

const patience = { everyMs: 100, mostSilentLooks: 8 } as const;
let thread: FunctionThread;

beforeEach(async () => {
  thread = await openFunctionThread({ folders: [root], log: silentLog, patience, heapMb: 48 });
});

afterEach(() => thread.close());

afterAll(() => rmSync(root, { recursive: true }));

function call(
  name: string,
  event: unknown = {},
  { on = thread, caller }: { on?: FunctionThread; caller?: Caller } = {},
) {
  const run = on.functions.get(name);
  if (run === undefined) throw new Error(`no function ${name}`);
  const invocation = { requestId: `${name}-1`, arn: `arn:${name}`, deadlineMs: Date.now() + 60_000 };
  return run({ ...invocation, payload: JSON.stringify(event) }, caller);
}

const returned = (value: unknown): Outcome => ({ kind: 'returned', payload: JSON.stringify(value) });
const lost = { kind: 'failed', failure: { errorType: 'SandboxLost' } };
const exited = { kind: 'failed', failure: { errorType: 'Runtime.ExitError' } };

test.each([
  'blocks',
  'blocksAfterAwait',
  'blocksInCallback',
  'blocksInMicrotasks',
  'blocksInPattern',
  'blocksAfterRequest',
  'exits',
  'throwsOutside',
  'rejectsOutside',
  'allocates',
])('%s fails by itself: what else was in its thread runs again and answers', async (name) => {
  const others = [300, 500, 700].map((ms) => call('waits', { ms }));

  expect(await call(name)).toMatchObject(lost);
  expect(await Promise.all(others)).toEqual([returned('waited'), returned('waited'), returned('waited')]);
});

test('new calls go to a new thread while the suspects are looked into', async () => {
  const culprit = call('blocks');
  const others = Array.from({ length: 5 }, () => call('count'));

  expect(await Promise.all(others)).toEqual([1, 2, 3, 4, 5].map(returned));
  expect(await culprit).toMatchObject(lost);
});

test('one that blocks once works when it runs again', async () => {
  expect(await call('blocksOnce', { file: join(root, 'once') })).toEqual(returned('worked'));
});

test('several that block at once each fail, and the others answer', async () => {
  const other = call('waits', { ms: 1_000 });
  const culprits = await Promise.all(['blocksAfterAwait', 'exits', 'blocksInCallback'].map((name) => call(name)));

  for (const culprit of culprits) expect(culprit).toMatchObject(lost);
  expect(await other).toEqual(returned('waited'));
});

test('a function that computes for long but not for ever is let finish', async () => {
  const busy = mkdtempSync(join(tmpdir(), 'busy-'));
  writeFileSync(
    join(busy, 'busy.ts'),
    'export const handler = async () => { for (let n = 0; n < 1e8; n++); return 1; };',
  );
  const on = await openFunctionThread({ folders: [busy], log: silentLog });

  expect(await call('busy', {}, { on })).toEqual(returned(1));
  await on.close();
  rmSync(busy, { recursive: true });
});

test('what may not run again fails as on Lambda once it has begun, and runs where it has not', async () => {
  const on = await openFunctionThread({
    folders: [root],
    log: silentLog,
    patience,
    mayRunAgain: ({ name }) => name !== 'waits' && name !== 'blocks',
  });
  const begun = call('waits', { ms: 10_000 }, { on });
  const culprit = call('blocks', {}, { on });
  const notBegun = call('waits', { ms: 1 }, { on });

  expect(await begun).toMatchObject(exited);
  expect(await culprit).toMatchObject(exited);
  expect(await notBegun).toEqual(returned('waited'));
  await on.close();
});

test('what has been given up is not run again; what runs again has all of its time again', async () => {
  const file = join(root, 'given-up');
  let beginnings = 0;
  const waiting: Caller = { isGivenUp: false, beginAgain: () => Date.now() + 1_000 * ++beginnings };
  let isGivenUp = false;
  const gone: Caller = {
    get isGivenUp() {
      return isGivenUp;
    },
    beginAgain: () => {
      throw new Error('It was given up');
    },
  };
  void call('blocksOnce', { file }, { caller: gone });
  const other = call('count', {}, { caller: waiting });
  await until('the function begins', async () => existsSync(file) || undefined);
  isGivenUp = true;

  expect(await other).toEqual(returned(1));
  expect(beginnings).toBe(0);

  const late = call('waits', { ms: 500 }, { caller: waiting });
  expect(await call('exits')).toMatchObject(lost);
  expect(await late).toEqual(returned('waited'));
  expect(beginnings).toBeGreaterThan(0);
});

test('a thread in which too many given-up functions go on is replaced, and what is awaited in it is answered', async () => {
  await call('count');
  const late: Caller = { isGivenUp: true, beginAgain: () => 0 };
  for (let started = 0; started < 100; started += 1) void call('never', {}, { caller: late });
  const waiting = call('waits', { ms: 300 });
  expect(await call('count')).toEqual(returned(2));

  void call('never', {}, { caller: late });

  expect(await call('count')).toEqual(returned(1));
  expect(await waiting).toEqual(returned('waited'));
});

test('the threads that follow one that ended are at the time to which it was moved', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moved-'));
  writeFileSync(join(folder, 'now.ts'), 'export const handler = async () => Date.now();');
  writeFileSync(join(folder, 'exits.ts'), 'export const handler = async () => process.exit(1);');
  const script = `
    import { openFunctionThread } from '${repository}/local/lambda/threads/function-thread.ts';
    import { silentLog } from '${repository}/local/aws/log.ts';
    const startMs = Date.now();
    const thread = await openFunctionThread({ folders: [${JSON.stringify(folder)}], log: silentLog });
    const call = (name) => thread.functions.get(name)({ requestId: 'r', arn: 'a', deadlineMs: 0, payload: '{}' });
    const movedHours = async () => Math.floor((Number((await call('now')).payload) - startMs) / 3_600_000);
    await thread.advance(2 * 3_600_000);
    const before = await movedHours();
    await call('exits');
    const after = await movedHours();
    await thread.advance(3 * 3_600_000);
    console.log(JSON.stringify([before, after, await movedHours()]));
    await thread.close();
  `;
  const file = join(folder, 'moved.mjs');
  writeFileSync(file, script);
  const flags = ['--disable-warning=ExperimentalWarning', '--import', './local/virtual-clock.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, file], { cwd: repository });

  expect(JSON.parse(stdout)).toEqual([2, 2, 5]);
  rmSync(folder, { recursive: true });
});
