import { setTimeout as pause } from 'node:timers/promises';

/**
 * Turns of the event loop without a function running after which nothing is under way: a step between two takes fewer.
 */
const calmTurns = 8;
/** In real time: a function that itself waits for the clock would never end. */
const mostMs = 3_000;

/** Resolves once the runtime rests: no function has run for a while, so whatever comes next waits for the clock. */
export async function quiet(drain: () => Promise<void>): Promise<void> {
  const given = new AbortController();
  const givenUp = pause(mostMs, 'given up', { signal: given.signal }).catch(() => 'rests');
  for (let calm = 0; calm < calmTurns; ) {
    const turn = new Promise((resolve) => setImmediate(resolve, 'turned'));
    const drained = drain().then(() => 'drained');
    const first = await Promise.race([turn, drained]);
    if (first === 'drained') await turn;
    else if ((await Promise.race([drained, givenUp])) === 'given up') break;
    calm = first === 'drained' ? calm + 1 : 0;
  }
  given.abort();
  await givenUp;
}
