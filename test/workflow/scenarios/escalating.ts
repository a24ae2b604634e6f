import { statesOf } from '../../support/executions.ts';
import { legalThreat } from '../../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail, struck, sweptUntil } from '../../support/journey.ts';
import type { InWorld } from '../world.ts';

const reply = 'We are sorry. Mia will call you this afternoon.';

export function escalating(inWorld: InWorld): void {
  test('a person replies by the link in the mail and the customer has the reply', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { link } = await latestStaffMail(world, inquiry);

    const sent = await world.reply(link, reply);

    expect(sent.status).toBe(200);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    const { status, answer, progress } = await world.status(inquiry);
    expect(status).toBe('resolved');
    expect(answer).toMatchObject({ source: 'human', text: reply });
    expect(progress.map(({ kind }) => kind)).toEqual(['submitted', 'analyzed', 'escalated', 'replied']);
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });

  test('opening the link changes nothing', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    const before = await awaitingReply(world, inquiry);
    const { link } = await latestStaffMail(world, inquiry);

    const page = await world.page(link);

    expect(page.status).toBe(200);
    expect(page.text).toContain(legalThreat.title);
    expect((await world.status(inquiry)).status).toBe('escalated');
    expect(await world.executions.history(inquiry.id, 1)).toHaveLength(before.length);
  });

  test('a second reply is refused and the first one stands', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { link } = await latestStaffMail(world, inquiry);
    await world.reply(link, reply);

    const second = await world.reply(link, 'Something else.');

    expect(second.status).toBe(410);
    expect((await world.status(inquiry)).answer?.text).toBe(reply);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  });

  test('a reply without a word is refused and the case stays open', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { link } = await latestStaffMail(world, inquiry);

    const empty = await world.reply(link, '   ');

    expect(empty.status).toBe(422);
    expect((await world.status(inquiry)).status).toBe('escalated');
  });

  test('a reply that is committed before the token is stored is not lost', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'lambda', function: 'await-reply', kind: 'throttle' }]);
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await struck(world);
    const { link } = await latestStaffMail(world, inquiry);

    const sent = await world.reply(link, reply);

    expect(sent.status).toBe(200);
    expect((await world.status(inquiry)).answer?.text).toBe(reply);
    await world.faults.clear();
    expect(await ended(world, inquiry, { mostSeconds: 600 })).toBe('SUCCEEDED');
    const history = await world.executions.history(inquiry.id, 1);
    expect(history.map(({ taskFailedEventDetails }) => taskFailedEventDetails?.error)).toContain('AlreadyReplied');
    expect(statesOf(history).slice(-4)).toEqual(['DecideEscalation', 'EscalationGate', 'NotifyCustomer', 'Done']);
    expect(new Set(await answerMailIds(world, inquiry))).toEqual(new Set([`${inquiry.id}-r1-answer`]));
  });

  test('a reply whose bell is lost is mailed by the sweeper, and its run ends at the next checkpoint', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { link } = await latestStaffMail(world, inquiry);
    await world.faults.set([{ service: 'states', operation: 'SendTaskSuccess', kind: 'error' }]);

    const sent = await world.reply(link, reply);

    expect(sent.status).toBe(200);
    await struck(world);
    expect((await world.status(inquiry)).answer?.text).toBe(reply);
    expect(await world.executions.status(inquiry.id, 1)).toBe('RUNNING');
    await sweptUntil(world, { expected: 'the mail of the sweeper', mostMinutes: 10 }, async () =>
      (await answerMailIds(world, inquiry)).length > 0 ? true : undefined,
    );
    expect(await ended(world, inquiry, { mostSeconds: 900 })).toBe('SUCCEEDED');
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });
}
