import { setTimeout as pause } from 'node:timers/promises';
import { type Calls, createCalls } from './calls.ts';
import { addMessage, askForPerson, type Case, erase, newCase, reply, submit } from './cases.ts';
import { findBroken } from './invariants.ts';
import type { Place } from './place.ts';
import type { Schedule, Step } from './schedule.ts';
import { settle } from './settle.ts';

/** Carries a schedule out, lets everything come to rest, and gives what is broken then; empty when all is well. */
export async function runSchedule(place: Place, schedule: Schedule): Promise<readonly string[]> {
  const calls = createCalls();
  const cases: Case[] = [];
  const underWay: Promise<void>[] = [];
  for (const step of schedule.steps) {
    if (step.kind === 'submit') cases.push(newCase(`chaos-${schedule.seed}-${cases.length}`, step.inquiry));
    const work = carryOut(step, { place, calls, cases });
    // A company does not wait for one answer before it sends the next request; what breaks the machine is awaited.
    if (step.kind === 'submit') underWay.push(work);
    else await work;
  }
  await Promise.all(underWay);
  place.disk.free();
  await place.world.faults.clear();
  place.receiver.answer(204);
  const atRest = await settle(place, { calls, cases });
  return [...(atRest ? [] : ['it does not come to rest']), ...calls.unexcused, ...(await findBroken(place, cases))];
}

interface Scene {
  readonly place: Place;
  readonly calls: Calls;
  readonly cases: readonly Case[];
}

async function carryOut(step: Step, { place, calls, cases }: Scene): Promise<void> {
  const { world } = place;
  const chosen = 'of' in step ? cases[step.of % cases.length] : cases.at(-1);
  if (chosen === undefined) return;
  switch (step.kind) {
    case 'submit':
      return submit(world, calls, chosen);
    case 'reply':
      return reply(world, calls, chosen);
    case 'message':
      return addMessage(world, calls, chosen);
    case 'escalate':
      return askForPerson(world, calls, chosen);
    case 'erase':
      return erase(world, calls, chosen);
    case 'faults':
      return world.faults.set(step.rules);
    case 'advance':
      return world.advance(step.seconds);
    case 'receiver':
      return place.receiver.answer(...Array.from({ length: step.failures }, () => 500), 204);
    case 'pause':
      return pause(step.ms);
    case 'kill_runtime':
      place.disk.free(); // a runtime that cannot write does not start, and says so: another test's subject
      return place.killRuntime();
    case 'kill_store':
      return place.killStore();
    case 'fill_disk':
      return place.disk.fill();
    case 'free_disk':
      return place.disk.free();
    default:
      return step satisfies never;
  }
}
