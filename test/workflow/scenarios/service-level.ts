import type { Submitted } from '../../support/api-client.ts';
import { legalThreat } from '../../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail } from '../../support/journey.ts';
import { until } from '../../support/until.ts';
import type { InWorld, WorkflowWorld } from '../world.ts';

/** Of the company's 20 minutes: 50 %, 80 % and all of them, and a moment for the wait to have begun. */
const untilReminderSeconds = 605;
const untilReassignedSeconds = 365;
const untilHandedOverSeconds = 245;

export function serviceLevel(inWorld: InWorld): void {
  test('an unanswered case is reminded, given to another, handed to the manager and replied by her', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const first = await latestStaffMail(world, inquiry);

    await world.advance(untilReminderSeconds);
    const reminder = await staffMailAfter(world, inquiry, 1);
    await awaitingReply(world, inquiry);
    expect(reminder.to).toBe(first.to);
    expect((await world.page(first.link)).status).toBe(200);

    await world.advance(untilReassignedSeconds);
    const reassigned = await staffMailAfter(world, inquiry, 2);
    await awaitingReply(world, inquiry);
    expect(reassigned.to).not.toBe(first.to);
    expect((await world.reply(first.link, 'Too late.')).status).toBe(410);
    expect((await world.page(reassigned.link)).status).toBe(200);

    await world.advance(untilHandedOverSeconds);
    const handedOver = await staffMailAfter(world, inquiry, 3);
    await awaitingReply(world, inquiry);
    expect(handedOver.to).toBe('mia@example.com');
    expect((await world.reply(reassigned.link, 'Too late.')).status).toBe(410);

    expect((await world.reply(handedOver.link, 'I have seen to it.')).status).toBe(200);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    const { status, answer, progress } = await world.status(inquiry);
    expect(status).toBe('resolved');
    expect(answer?.text).toBe('I have seen to it.');
    expect(progress.map(({ kind }) => kind)).toEqual([
      ...['submitted', 'analyzed', 'escalated', 'reassigned', 'handed_over', 'replied'],
    ]);
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });
}

/** The latest mail to staff once more than `count` have gone out. */
async function staffMailAfter(world: WorkflowWorld, inquiry: Submitted, count: number) {
  await until(`more than ${count} mails to staff`, async () =>
    (await world.mailsAbout(inquiry.id)).length > count ? true : undefined,
  );
  return latestStaffMail(world, inquiry);
}
