import type { Submitted } from '../support/api-client.ts';
import { awaitingReply, latestStaffMail, struck } from '../support/journey.ts';
import type { World } from '../support/world.ts';
import type { Situation } from './situations.ts';

export const replyText = 'We have looked into it, and it is settled.';

/** Brings an inquiry into the situation and leaves it there. */
export async function hold(world: World, { inquiry, faults, repliesFirst }: Situation): Promise<Submitted> {
  await world.faults.clear();
  if (!repliesFirst) await world.faults.set(faults);
  const submitted = await world.submit(inquiry, world.company.apiKey);
  if (repliesFirst) {
    await awaitingReply(world, submitted);
    const { link } = await latestStaffMail(world, submitted);
    await world.faults.set(faults);
    await world.reply(link, replyText);
  }
  if (faults.length === 0) await awaitingReply(world, submitted);
  else await struck(world, faults.length - 1);
  return submitted;
}
