import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../../../local/aws/log.ts';
import type { Outcome } from '../../../../local/lambda/run-handler.ts';
import {
  createBusyMeter,
  type FunctionThread,
  openFunctionThread,
} from '../../../../local/lambda/threads/function-thread.ts';
import { rejection } from '../../support/aws-client.ts';

describe('function thread', () => {
  const root = mkdtempSync(join(tmpdir(), 'thread-'));
  const sources = {
    echo: 'async (event, { awsRequestId }) => ({ event, awsRequestId })',
    count: 'async () => (globalThis.count = (globalThis.count ?? 0) + 1)',
    refused: "async () => { throw Object.assign(new Error('no'), { name: 'Refused' }); }",
    busy: 'async () => { for (const end = Date.now() + 300; Date.now() < end; ); }',
    exits: 'async () => process.exit(1)',
    throws:
      "async () => { setTimeout(() => { throw new Error('outside of the call'); }); return new Promise(() => {}); }",
    never: 'async () => new Promise(() => {})',
  };
  for (const [name, body] of Object.entries(sources))
    writeFileSync(join(root, `${name}.ts`), `export const handler = ${body};\n`);

  let thread: FunctionThread;

  beforeAll(async () => {
    thread = await openFunctionThread({ folders: [root], log: silentLog });
  });

  afterAll(async () => {
    await thread.close();
    rmSync(root, { recursive: true });
  });

  function call(name: string, payload = '{}'): Promise<Outcome> {
    const run = thread.functions.get(name);
    if (run === undefined) throw new Error(`no function ${name}`);
    return run({ requestId: 'request-1', arn: `arn:${name}`, deadlineMs: Date.now() + 60_000, payload });
  }

  test('calls a function with its event and context, and keeps what it remembers', async () => {
    expect([...thread.functions.keys()].sort()).toEqual(Object.keys(sources).sort());
    expect(await call('echo', '{"n":1}')).toEqual({
      kind: 'returned',
      payload: '{"event":{"n":1},"awsRequestId":"request-1"}',
    });
    await call('count');
    expect(await call('count')).toEqual({ kind: 'returned', payload: '2' });
  });

  test('a failure keeps its name, and what is not JSON is not called', async () => {
    expect(await call('refused')).toMatchObject({ failure: { errorType: 'Refused', errorMessage: 'no' } });
    expect(await call('echo', '{')).toEqual({ kind: 'not_json' });
  });

  test('what a function computes holds up nobody else', async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 5);
    await call('busy');
    clearInterval(ticking);

    expect(turns).toBeGreaterThan(5);
  });

  test.each(['exits', 'throws'])('after a thread that ends (%s), the next call has another', async (name) => {
    await call('count');

    expect(await call(name)).toMatchObject({ kind: 'failed', failure: { errorType: 'SandboxLost' } });
    expect(await call('count')).toEqual({ kind: 'returned', payload: '1' });
  });

  test('a folder that cannot be loaded says why', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'broken-'));
    writeFileSync(join(broken, 'helper.ts'), 'export const helper = 1;');

    expect((await rejection(openFunctionThread({ folders: [broken], log: silentLog }))).message).toContain(
      'exports no function named handler',
    );
    rmSync(broken, { recursive: true });
  });

  test('a thread that cannot be started again fails its calls, and the process goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'breaking-'));
    writeFileSync(join(folder, 'exits.ts'), `export const handler = ${sources.exits};`);
    const breaking = await openFunctionThread({ folders: [folder], log: silentLog });
    const invocation = { requestId: 'r', arn: 'a', deadlineMs: 0, payload: '{}' };
    await breaking.functions.get('exits')?.(invocation);
    writeFileSync(join(folder, 'exits.ts'), 'export const helper = 1;');

    expect(await breaking.functions.get('exits')?.(invocation)).toMatchObject({
      failure: { errorType: 'Runtime.ExitError' },
    });
    await breaking.close();
    rmSync(folder, { recursive: true });
  });

  test('closing answers no call that is under way', async () => {
    const other = await openFunctionThread({ folders: [root], log: silentLog });
    let isAnswered = false;
    other.functions
      .get('never')?.({ requestId: 'r', arn: 'a', deadlineMs: 0, payload: '{}' })
      .then(() => {
        isAnswered = true;
      });
    await other.close();
    await new Promise(setImmediate);

    expect(isAnswered).toBe(false);
  });
});

describe('busy meter', () => {
  /** An event loop of which the totals are told. */
  function loop() {
    let totals: { active: number; idle: number; utilization: number } | undefined;
    const isBusy = createBusyMeter(() => totals);
    return {
      busyAfter(active: number, idle: number): boolean {
        totals = { active, idle, utilization: 0 };
        return isBusy();
      },
      none(): boolean {
        totals = undefined;
        return isBusy();
      },
    };
  }

  test('is busy by what has been since it was last asked, not by all before', () => {
    const { busyAfter } = loop();

    expect(busyAfter(100, 0)).toBe(true);
    expect(busyAfter(150, 50)).toBe(false);
    expect(busyAfter(250, 51)).toBe(true);
  });

  test('says the same as before when it is asked too soon', () => {
    const { busyAfter } = loop();
    busyAfter(100, 0);

    expect(busyAfter(100, 49)).toBe(true);
    expect(busyAfter(100, 50)).toBe(false);
  });

  test('a loop that is not there, or is the successor of the one before, is not busy', () => {
    const { busyAfter, none } = loop();
    expect(none()).toBe(false);
    expect(busyAfter(100, 0)).toBe(true);

    expect(busyAfter(5, 0)).toBe(false);
    expect(busyAfter(105, 0)).toBe(true);
  });
});
