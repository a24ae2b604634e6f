import { createTestCompany } from '../support/test-company.ts';
import { attacksOf } from './attacks/attack.ts';
import { runAttacks } from './attacks/run-attacks.ts';
import { ChaosMode, type Round } from './messages.ts';
import { openPlace, type Place } from './schedules/place.ts';
import { runSchedule } from './schedules/run-schedule.ts';
import { scheduleOf } from './schedules/schedule.ts';

/** The body of a process: some schedules on one runtime, up to the first that fails. What it finds is its message. */

const [modeText, firstText, mostText] = process.argv.slice(2);
const result = await round(ChaosMode.parse(modeText), { first: Number(firstText), most: Number(mostText) });
process.send?.(result, () => process.exit(0));

async function round(mode: ChaosMode, { first, most }: { first: number; most: number }): Promise<Round> {
  const place = await openPlace({ withDisk: mode === 'crash' });
  if (mode === 'crash' && !place.disk.isMounted)
    console.log('No file system can be mounted here, so the disk is never full.');
  let done = 0;
  let isHolding = true;
  try {
    while (done < most && isHolding) {
      isHolding = await holds(place, mode, first + done);
      done += 1;
    }
    const { killCount, peakMb } = place;
    return { done, killCount, peakMb, ...(!isHolding && { failedSeed: first + done - 1 }) };
  } finally {
    await place.close();
  }
}

/** Carries one seed out; prints what is broken then and how to see it again. */
async function holds(place: Place, mode: ChaosMode, seed: number): Promise<boolean> {
  const broken = await carryOut(place, mode, seed).catch((error: unknown) => [`it broke off: ${String(error)}`]);
  if (broken.length === 0) return true;
  console.log(`\nFAILED, seed ${seed}:`);
  for (const line of broken) console.log(`  ${line}`);
  const steps = mode === 'attack' ? attacksOf(seed) : scheduleOf(mode, seed).steps;
  for (const step of steps) console.log(`  · ${JSON.stringify(step).slice(0, 200)}`);
  console.log(`  Again: npm run chaos -- ${mode} --seed ${seed} --schedules 1\n`);
  return false;
}

async function carryOut(place: Place, mode: ChaosMode, seed: number): Promise<readonly string[]> {
  if (mode !== 'attack') return runSchedule(place, scheduleOf(mode, seed));
  const { apiKey } = await createTestCompany();
  return runAttacks(place, { seed, attackerKey: apiKey });
}
