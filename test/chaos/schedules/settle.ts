import { setTimeout as pause } from 'node:timers/promises';
import type { Calls } from './calls.ts';
import { type Case, submit } from './cases.ts';
import { isFinal, lookAt } from './invariants.ts';
import type { Place } from './place.ts';

/**
 * Minutes of the clock that a failing service may take from an inquiry: retries, the SLA's first steps, the sweeper.
 */
const mostMinutes = 90;

/** A webhook's third attempt comes after half an hour, its fourth after two. */
const webhookHours = 12;

/** Real milliseconds that a minute of the clock leaves for what it has begun. */
const restMs = 40;

/**
 * Lets minutes of the clock pass, each with a pass of the sweeper, until every case is accepted and at rest, and the
 * receiver has what it asked for. False when time runs out first.
 */
export async function settle(
  place: Place,
  { calls, cases }: { calls: Calls; cases: readonly Case[] },
): Promise<boolean> {
  for (let minute = 0; minute < mostMinutes; minute += 1) {
    await Promise.all(
      cases.filter(({ submitted }) => submitted === undefined).map((one) => submit(place.world, calls, one)),
    );
    if (await areAtRest(place, cases)) return untilDelivered(place, cases);
    await passTime(place, 60);
  }
  return false;
}

async function untilDelivered(place: Place, cases: readonly Case[]): Promise<boolean> {
  for (let quarter = 0; quarter < webhookHours * 4; quarter += 1) {
    const looks = await Promise.all(cases.map((one) => lookAt(place, one)));
    if (looks.every(({ isDelivered }) => isDelivered)) return true;
    await passTime(place, 900);
  }
  return false;
}

async function areAtRest(place: Place, cases: readonly Case[]): Promise<boolean> {
  if (cases.some(({ submitted }) => submitted === undefined)) return false;
  const looks = await Promise.all(cases.map((one) => lookAt(place, one)));
  return looks.every(isFinal);
}

async function passTime({ world }: Place, seconds: number): Promise<void> {
  await pause(restMs);
  await world.advance(seconds);
  // A pass that the moved clock has timed out is followed by the next one.
  await world.sweep().catch(() => {});
}
