import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { openWorkerPool } from '../../../functions/workers/worker-pool.ts';
import { until } from '../../support/until.ts';
import type { Errand } from './errand.ts';

const limits = { jobMs: 1_500, heapMb: 32, residentMb: 112, workers: 1, waiting: 4, idleMs: 10_000 } as const;
const poolOf = (changed: Partial<Record<keyof typeof limits, number>> = {}) =>
  openWorkerPool<Errand, unknown>(new URL('jobs.worker.ts', import.meta.url), { ...limits, ...changed });

test('a worker does one job after the other', async () => {
  const pool = poolOf();

  expect(await Promise.all([pool.run({ kind: 'count' }), pool.run({ kind: 'count' })])).toEqual([1, 2]);
});

test('a worker has none of the secrets of the process', async () => {
  expect(await poolOf().run({ kind: 'environment' })).toEqual(['MALLOC_ARENA_MAX']);
});

test('an error of the job comes back under its name, and the worker goes on', async () => {
  const pool = poolOf();

  await expect(pool.run({ kind: 'fail' })).rejects.toMatchObject({ name: 'InvalidPDFException', message: 'no PDF' });
  expect(await pool.run({ kind: 'count' })).toBe(2);
});

test.each([
  ['that never ends', 'spin', 'time'],
  ['that fills the heap', 'fill_heap', 'memory'],
  ['that fills memory outside of the heap', 'fill_outside', 'memory'],
  ['that does so without a turn of its event loop', 'fill_outside_without_a_turn', 'memory'],
  ['that ends its worker', 'exit', 'crash'],
] as const)('a job %s is given up, and another worker does the next', async (_, kind, at) => {
  const pool = poolOf(at === 'memory' ? { jobMs: 25_000 } : {});

  await expect(pool.run({ kind })).rejects.toMatchObject({ name: 'WorkerGaveUp', at });
  expect(await pool.run({ kind: 'count' })).toBe(1);
});

test('a job that makes zlib streams can be ended at any of them', async () => {
  const pool = poolOf({ jobMs: 150, workers: 4, waiting: 40 });

  const jobs = Array.from({ length: 24 }, () => pool.run({ kind: 'inflate_for_ever' }));

  expect((await Promise.allSettled(jobs)).every(({ status }) => status === 'rejected')).toBe(true);
});

test('a job that is given up harms none beside it and none behind it', async () => {
  const pool = poolOf({ workers: 2 });

  const jobs = [pool.run({ kind: 'spin' }), ...Array.from({ length: 4 }, () => pool.run({ kind: 'count' }))];

  expect((await Promise.allSettled(jobs)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});

test('jobs beyond those that may wait are refused at once', async () => {
  const pool = poolOf({ waiting: 1 });
  const first = pool.run({ kind: 'spin' });
  const second = pool.run({ kind: 'count' });

  await expect(pool.run({ kind: 'count' })).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  await expect(first).rejects.toMatchObject({ at: 'time' });
  expect(await second).toBe(1);
});

test('a job whose caller hangs up before its turn is not done, and those behind it are', async () => {
  const pool = poolOf();
  const caller = new AbortController();
  const before = pool.run({ kind: 'count' });
  const leaving = pool.run({ kind: 'count' }, caller.signal);
  const behind = pool.run({ kind: 'count' });

  caller.abort(new Error('hung up'));

  await expect(leaving).rejects.toThrow('hung up');
  expect(await Promise.all([before, behind])).toEqual([1, 2]);
});

test('a pool that is closed ends its jobs, those in line as well, and takes no more', async () => {
  const pool = poolOf({ jobMs: 600_000 });
  const jobs = [pool.run({ kind: 'spin' }), pool.run({ kind: 'count' })];

  pool.close();

  const ends = await Promise.allSettled([...jobs, pool.run({ kind: 'count' })]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});

test('an idle worker is ended, and the next job starts another', async () => {
  const pool = poolOf({ idleMs: 1 });
  await pool.run({ kind: 'count' });

  const count = await until('the first job of another worker', async () => {
    const jobs = await pool.run({ kind: 'count' });
    return jobs === 1 ? jobs : undefined;
  });

  expect(count).toBe(1);
});

test('a job that never ends is ended with the process that asked for it, however that ends', async () => {
  const script = `
    const { openWorkerPool } = await import('./functions/workers/worker-pool.ts');
    const limits = { jobMs: 600_000, heapMb: 32, residentMb: 112, workers: 1, waiting: 4, idleMs: 10_000 };
    const pool = openWorkerPool(process.cwd() + '/test/functions/workers/jobs.worker.ts', limits);
    await pool.run({ kind: 'count' });
    void pool.run({ kind: 'spin' });
    setTimeout(() => console.log('spins'), 100);`;
  const asking = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(asking.stdout, 'data');
  const worker = Number(readFileSync(`/proc/${asking.pid}/task/${asking.pid}/children`, 'utf8'));

  asking.kill('SIGKILL');

  expect(worker).toBeGreaterThan(1);
  await until('the end of the worker', async () => (existsSync(`/proc/${worker}`) ? undefined : true));
});
