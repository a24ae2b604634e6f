import { statesOf } from '../../support/executions.ts';
import { question } from '../../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail, struck } from '../../support/journey.ts';
import type { InWorld } from '../world.ts';

export function askingForPerson(inWorld: InWorld): void {
  test.each([
    ['before the model has answered', 'generate-answer'],
    ['just before the answer is stored', 'store-answer'],
  ])('a person asked for %s takes the case, and no answer of the model is sent', async (_, functionName) => {
    const world = inWorld();
    await world.faults.set([{ service: 'lambda', function: functionName, kind: 'throttle' }]);
    const inquiry = await world.submit(question, world.company.apiKey);
    await struck(world);

    const asked = await world.escalate(inquiry, inquiry.apiKey);

    expect(asked).toMatchObject({ status: 'pending', escalationRequested: true });
    await world.faults.clear();
    await awaitingReply(world, inquiry, { mostSeconds: 900 });
    expect(await world.detail(inquiry)).toMatchObject({
      status: 'escalated',
      statusReason: 'person_requested',
      run: 1,
    });
    expect((await world.status(inquiry)).answer).toBeUndefined();
    const { link } = await latestStaffMail(world, inquiry);
    expect((await world.reply(link, 'Here I am.')).status).toBe(200);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });

  test.each(['company', 'customer'] as const)(
    'a person asked for by the %s after an answer gets a run of their own',
    async (by) => {
      const world = inWorld();
      const inquiry = await world.submit(question, world.company.apiKey);
      await ended(world, inquiry);

      const asked = await world.escalate(inquiry, by === 'company' ? inquiry.apiKey : inquiry.statusToken);

      expect(asked).toMatchObject({ status: 'escalated', escalationRequested: true });
      const states = statesOf(await awaitingReply(world, inquiry, { run: 2 }));
      expect(states).toEqual(['BindInput', 'Entry', 'OpenEscalation', 'ContactStaff', 'AwaitReply']);
      expect(await world.detail(inquiry)).toMatchObject({ run: 2, statusReason: 'person_requested' });
      expect((await world.status(inquiry)).answer?.source).toBe('ai');
      const { link } = await latestStaffMail(world, inquiry);
      expect((await world.reply(link, 'A better answer.')).status).toBe(200);
      expect(await ended(world, inquiry, { run: 2 })).toBe('SUCCEEDED');
      expect((await world.status(inquiry)).answer).toMatchObject({ source: 'human', text: 'A better answer.' });
      expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`, `${inquiry.id}-r2-answer`]);
    },
  );

  test('asking again changes nothing', async () => {
    const world = inWorld();
    const inquiry = await world.submit(question, world.company.apiKey);
    await ended(world, inquiry);
    await world.escalate(inquiry, inquiry.statusToken);
    await awaitingReply(world, inquiry, { run: 2 });

    const again = await world.escalate(inquiry, inquiry.statusToken);

    expect(again.status).toBe('escalated');
    expect((await world.detail(inquiry)).run).toBe(2);
    expect(await world.executions.status(inquiry.id, 3)).toBeUndefined();
  });
}
