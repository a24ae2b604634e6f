import type { Submitted } from '../support/api-client.ts';
import { hold } from './hold.ts';
import type { MortalRuntime } from './mortal-runtime.ts';
import type { Situation } from './situations.ts';
import { expectSound, followToEnd } from './soundness.ts';

/** Holds an inquiry in each situation, kills the runtime once, and follows each inquiry to a sound end. */
export function goesOn(runtime: () => MortalRuntime, situations: readonly Situation[]): void {
  const held = new Map<string, Submitted>();
  beforeAll(async () => {
    for (const situation of situations) held.set(situation.name, await hold(runtime().world, situation));
    await runtime().killAndRestart();
  }, 60_000);

  test.each(situations)('goes on with an inquiry that was $name', async ({ name, ends }) => {
    const { world } = runtime();
    const inquiry = held.get(name);
    if (inquiry === undefined) throw new Error(`Nothing was held ${name}`);

    await followToEnd(world, inquiry, ends);

    await expectSound(world, inquiry, ends);
  });
}
