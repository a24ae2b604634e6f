import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type ChaosMode, Round } from './messages.ts';

/** A runtime grows slow with what it keeps, so only so many schedules share one. */
const schedulesOfOneRuntime = 25;

const roundFile = fileURLToPath(new URL('round.ts', import.meta.url));

/** Carries out seeded schedules one after the other. True when every invariant held after each. */
export async function chaosSchedules(mode: ChaosMode, args: readonly string[]): Promise<boolean> {
  const { seed, schedules } = optionsFrom(args);
  const failed: number[] = [];
  let [killCount, peakMb, done] = [0, 0, 0];
  while (done < schedules) {
    const most = Math.min(schedulesOfOneRuntime, schedules - done);
    const round = await inProcessOfItsOwn(mode, { first: seed + done, most });
    done += round.done;
    killCount += round.killCount;
    peakMb = Math.max(peakMb, round.peakMb);
    if (round.failedSeed !== undefined) failed.push(round.failedSeed);
    console.log(
      `${done} of ${schedules} schedules: ${failed.length} failed, ${killCount} kills, ${peakMb.toFixed(0)} MB at most`,
    );
  }
  console.log(failed.length === 0 ? 'Every invariant held.' : `Failed seeds: ${failed.join(', ')}`);
  return failed.length === 0;
}

async function inProcessOfItsOwn(mode: ChaosMode, { first, most }: { first: number; most: number }): Promise<Round> {
  const child = fork(roundFile, [mode, String(first), String(most)]);
  const told: unknown[] = [];
  child.on('message', (message) => told.push(message));
  const [code] = await once(child, 'exit');
  if (told.length === 0)
    throw new Error(`The schedules from seed ${first} on ended with ${String(code)} and no result`);
  return Round.parse(told[0]);
}

function optionsFrom(args: readonly string[]): { seed: number; schedules: number } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      schedules: { type: 'string', default: '50' },
    },
  });
  const whole = (name: string, text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
    throw new Error(`--${name} is ${text}, expected a whole number`);
  };
  return { seed: whole('seed', values.seed), schedules: whole('schedules', values.schedules) };
}
