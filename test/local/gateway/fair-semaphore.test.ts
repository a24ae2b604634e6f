import { createFairSemaphore } from '../../../local/gateway/fair-semaphore.ts';

test('lets no more run than may, and the companies that wait take turns', async () => {
  const semaphore = createFairSemaphore(2);
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
  const semaphore = createFairSemaphore(4, () => isShared);
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

const settled = () => new Promise((resolve) => setImmediate(resolve));
