import { parseArgs } from 'node:util';
import { openPlace, type Place } from './schedules/place.ts';
import { runSchedule } from './schedules/run-schedule.ts';
import { type ChaosMode, type Schedule, scheduleOf } from './schedules/schedule.ts';

interface Options {
  readonly seed: number;
  readonly schedules: number;
}

/** A runtime grows slow with what it keeps; so many schedules share one. */
const schedulesOfOneRuntime = 25;

/** Carries out seeded schedules one after the other. True when every invariant held after each. */
export async function chaosSchedules(mode: ChaosMode, args: readonly string[]): Promise<boolean> {
  const { seed, schedules } = optionsFrom(args);
  const failed: number[] = [];
  let [killCount, peakMb, done] = [0, 0, 0];
  while (done < schedules) {
    const round = await oneRuntime(mode, {
      first: seed + done,
      most: Math.min(schedulesOfOneRuntime, schedules - done),
    });
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

interface Round {
  readonly done: number;
  readonly failedSeed?: number;
  readonly killCount: number;
  readonly peakMb: number;
}

/** Schedules on one runtime up to the first that fails: what comes after it would show what that one has broken. */
async function oneRuntime(mode: ChaosMode, { first, most }: { first: number; most: number }): Promise<Round> {
  const place = await openPlace({ withDisk: mode === 'crash' });
  if (mode === 'crash' && !place.disk.isMounted)
    console.log('No file system can be mounted here, so the disk is never full.');
  let failedSeed: number | undefined;
  let done = 0;
  while (done < most && failedSeed === undefined) {
    if (!(await holds(place, scheduleOf(mode, first + done)))) failedSeed = first + done;
    done += 1;
  }
  const { killCount, peakMb } = place;
  const isClosed = await place.close().then(
    () => true,
    (error: unknown) => {
      console.log(`  It could not be ended: ${String(error)}`);
      return false;
    },
  );
  if (!isClosed) failedSeed ??= first + done - 1;
  return { done, killCount, peakMb, ...(failedSeed !== undefined && { failedSeed }) };
}

async function holds(place: Place, schedule: Schedule): Promise<boolean> {
  const broken = await runSchedule(place, schedule).catch((error: unknown) => [`it broke off: ${String(error)}`]);
  if (broken.length === 0) return true;
  const { mode, seed, steps } = schedule;
  console.log(`\nFAILED, seed ${seed}:`);
  for (const line of broken) console.log(`  ${line}`);
  console.log(`  steps: ${JSON.stringify(steps)}`);
  console.log(`  Again: npm run chaos -- ${mode} --seed ${seed} --schedules 1\n`);
  return false;
}

function optionsFrom(args: readonly string[]): Options {
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
