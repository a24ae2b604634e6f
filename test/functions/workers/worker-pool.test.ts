import { openWorkerPool } from '../../../functions/workers/worker-pool.ts';
import { until } from '../../support/until.ts';
import type { Errand } from './errand.ts';

const limits = { jobMs: 1_500, heapMb: 32, outsideMb: 64, workers: 1, waiting: 4, idleMs: 10_000 } as const;
const poolOf = (changed: Partial<Record<keyof typeof limits, number>> = {}) =>
  openWorkerPool<Errand, unknown>(new URL('jobs.worker.ts', import.meta.url), { ...limits, ...changed });

test('a worker does one job after the other', async () => {
  const pool = poolOf();

  expect(await Promise.all([pool.run({ kind: 'count' }), pool.run({ kind: 'count' })])).toEqual([1, 2]);
});

test('a worker has neither the secrets nor the flags of the process', async () => {
  expect(await poolOf().run({ kind: 'environment' })).toEqual({ env: [], flags: [] });
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

test('an idle worker is ended, and the next job starts another', async () => {
  const pool = poolOf({ idleMs: 1 });
  await pool.run({ kind: 'count' });

  const count = await until('the first job of another worker', async () => {
    const jobs = await pool.run({ kind: 'count' });
    return jobs === 1 ? jobs : undefined;
  });

  expect(count).toBe(1);
});
