import { createFairSemaphore } from '../../../functions/workers/fair-semaphore.ts';

test('lets no more run than may, and the companies that wait take turns', async () => {
  const semaphore = createFairSemaphore({ mostAtOnce: 2 });
  const started: string[] = [];
  const releases: (() => void)[] = [];
  const acquire = (key: string): void =>
    void semaphore.acquire(key).then((release) => {
      started.push(key);
      releases.push(release);
    });
  for (let count = 0; count < 100; count += 1) acquire('flooding');
  acquire('quiet');
  await settled();
  expect(started).toEqual(['flooding', 'flooding']);

  for (let count = 0; count < 2; count += 1) {
    releases.shift()?.();
    await settled();
  }

  expect(started).toHaveLength(4);
  expect(started.slice(2)).toContain('quiet');
});

test('of a company beside whose others have work, one runs at a time, and as many as may once it is alone again', async () => {
  let isShared = true;
  const semaphore = createFairSemaphore({ mostAtOnce: 4, mostOf: () => (isShared ? 1 : 4) });
  const started: string[] = [];
  const releases: (() => void)[] = [];
  const acquire = (key: string): void =>
    void semaphore.acquire(key).then((release) => {
      started.push(key);
      releases.push(release);
    });
  for (let count = 0; count < 10; count += 1) acquire('flooding');
  acquire('quiet');
  await settled();
  expect(started.toSorted()).toEqual(['flooding', 'quiet']);

  isShared = false;
  releases.shift()?.();
  await settled();

  expect(started).toHaveLength(5);
});

test('of a company no more wait than it leaves places free, so that there is one for every other', async () => {
  const semaphore = createFairSemaphore({ mostAtOnce: 1, mostWaiting: 8 });
  const waits = (key: string) =>
    semaphore.acquire(key).then(
      () => 'ran',
      (error: Error) => error.name,
    );

  const flooding = Array.from({ length: 100 }, () => waits('flooding'));
  const quiet = waits('quiet');
  const refused = await Promise.all(flooding.slice(5));

  expect(new Set(refused)).toEqual(new Set(['TooManyRequestsException']));
  expect(await Promise.race([quiet, settled().then(() => 'waits')])).toBe('waits');
});

test('one whose turn does not come in time leaves the line, and takes nobody’s turn', async () => {
  const semaphore = createFairSemaphore({ mostAtOnce: 1, mostWaitMs: 1 });
  const release = await semaphore.acquire('flooding');

  await expect(semaphore.acquire('flooding')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  const next = semaphore.acquire('quiet');
  release();

  expect(await next).toBeInstanceOf(Function);
});

const settled = () => new Promise((resolve) => setImmediate(resolve));
