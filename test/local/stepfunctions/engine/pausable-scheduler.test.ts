import { unscheduled } from '../../../../local/stepfunctions/engine/execution-scheduler.ts';
import { createPausableScheduler } from '../../../../local/stepfunctions/engine/pausable-scheduler.ts';

const turnOfTheLoop = () => new Promise((next) => setImmediate(next));

test('starts nothing while any pause lasts, and all that waits after the last', async () => {
  const scheduler = createPausableScheduler(unscheduled);
  const resumes = [scheduler.pause(), scheduler.pause()];
  const started: number[] = [];
  for (const seq of [1, 2]) void scheduler.acquire({ seq, key: 'a' }).then(() => started.push(seq));

  resumes[0]?.();
  await turnOfTheLoop();
  expect({ started, waiting: scheduler.waitingCount, ofKey: scheduler.waitingCountOf('a') }).toEqual({
    started: [],
    waiting: 2,
    ofKey: 2,
  });

  resumes[1]?.();
  await turnOfTheLoop();
  expect({ started, waiting: scheduler.waitingCount }).toEqual({ started: [1, 2], waiting: 0 });
});

test('gives back a slot that came during a pause', async () => {
  const slot = Promise.withResolvers<() => void>();
  let givenBack = 0;
  const scheduler = createPausableScheduler({ ...unscheduled, acquire: () => slot.promise });
  const started = scheduler.acquire({ seq: 1, key: 'a' });
  const resume = scheduler.pause();

  slot.resolve(() => (givenBack += 1));
  await turnOfTheLoop();
  expect(givenBack).toBe(1);

  resume();
  await started;
});

test('is idle once all that was at work has ended', async () => {
  const scheduler = createPausableScheduler(unscheduled);
  const releases = [await scheduler.acquire({ seq: 1, key: 'a' }), await scheduler.acquire({ seq: 2, key: 'b' })];
  let isIdle = false;
  const idle = scheduler.idle().then(() => {
    isIdle = true;
  });

  releases[0]?.();
  releases[0]?.();
  await turnOfTheLoop();
  expect(isIdle).toBe(false);

  releases[1]?.();
  await idle;
});
