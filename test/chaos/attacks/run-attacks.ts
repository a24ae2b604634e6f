import { setTimeout as pause } from 'node:timers/promises';
import { createCalls } from '../schedules/calls.ts';
import { newCase, submit } from '../schedules/cases.ts';
import { findBroken } from '../schedules/invariants.ts';
import type { Place } from '../schedules/place.ts';
import { settle } from '../schedules/settle.ts';
import { attacksOf } from './attack.ts';
import { carryOut, type Spoils } from './carry-out.ts';

/** Tries of the bystander's submission: a machine short of time may say «later» once or twice. */
const bystanderTries = 5;

const mostMinutes = 120;

/**
 * Attacks of one seed by one company, while another one asks a plain question; gives what is broken then. Whatever is
 * attacked, the other company is served, everything accepted comes to an end, and nothing foreign is carried out.
 */
export async function runAttacks(
  place: Place,
  { seed, attackerKey }: { seed: number; attackerKey: string },
): Promise<readonly string[]> {
  const { world, awsEndpoint } = place;
  const calls = createCalls();
  const spoils: Spoils = { accepted: [], sockets: [], broken: [] };
  const bystander = newCase(`bystander-${seed}`, 'answerable');
  const underWay = attacksOf(seed).map((attack) =>
    carryOut(attack, { world, awsEndpoint, calls, attackerKey, spoils }),
  );
  for (let tries = 0; tries < bystanderTries && bystander.submitted === undefined; tries += 1) {
    await submit(world, calls, bystander);
    if (bystander.submitted === undefined) await pause(500);
  }
  if (bystander.submitted === undefined) spoils.broken.push('the bystander was refused');
  await Promise.all(underWay);
  for (const socket of spoils.sockets) socket.destroy();
  const atRest = await settle(place, { calls, cases: [bystander] });
  return [
    ...spoils.broken,
    ...(atRest ? [] : ['the bystander does not come to rest']),
    ...(await unendedOf(place, spoils)),
    ...calls.unexcused,
    ...(await findBroken(place, [bystander])),
  ];
}

/** The attacker's inquiries are inquiries: each is answered or with people in the end. */
async function unendedOf({ world }: Place, { accepted }: Spoils): Promise<readonly string[]> {
  let pending = accepted;
  for (let minute = 0; minute < mostMinutes && pending.length > 0; minute += 1) {
    const statuses = await Promise.all(pending.map(async (one) => ({ one, ...(await world.detail(one)) })));
    pending = statuses.filter(({ status }) => status === 'pending').map(({ one }) => one);
    if (pending.length === 0) return [];
    await pause(100);
    await world.advance(60);
    await world.sweep().catch(() => {}); // the moved clock may have timed the pass out; the next one goes on
  }
  return pending.map(({ id }) => `the attacker’s inquiry ${id} never ends`);
}
