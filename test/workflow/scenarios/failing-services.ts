import { readFileSync } from 'node:fs';
import { statesOf } from '../../support/executions.ts';
import { legalThreat, question } from '../../support/inquiries.ts';
import {
  answerMailIds,
  awaitingReply,
  clockFor,
  ended,
  latestStaffMail,
  struck,
  sweptUntil,
} from '../../support/journey.ts';
import { advanceUntil } from '../../support/until.ts';
import type { InWorld } from '../world.ts';

const picture = readFileSync(
  new URL('../../../local/demo/samples/shipping-label-question.png', import.meta.url),
).toString('base64');

export function failingServices(inWorld: InWorld): void {
  test('a picture that no reader can read is a warning, and the inquiry goes on', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'textract', kind: 'error' }]);
    const attachments = [{ filename: 'label.png', contentType: 'image/png', data: picture }];

    const inquiry = await world.submit({ ...question, attachments }, world.company.apiKey);

    const { status } = await advanceUntil(
      clockFor(world, inquiry),
      { expected: 'an answer or a person', mostSeconds: 300 },
      async () => {
        const seen = await world.status(inquiry);
        return seen.status === 'pending' ? undefined : seen;
      },
    );
    expect(['ai_responded', 'escalated']).toContain(status);
    expect((await world.detail(inquiry)).warnings).toContain('attachment_unreadable');
    expect(statesOf(await world.executions.history(inquiry.id, 1))).toContain('PageUnreadable');
  });

  test('a model that throttles for an hour is waited out, and the inquiry is answered', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'bedrock', kind: 'throttle' }]);
    const inquiry = await world.submit(question, world.company.apiKey);
    await struck(world);

    // Each refused call costs up to a second of real time in the SDK's own second try.
    const clock = clockFor(world, inquiry);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await clock.rest();
      await world.advance(60);
    }

    expect((await world.status(inquiry)).status).toBe('pending');
    expect((await world.faults.hitCounts())[0]).toBeGreaterThan(5);
    await world.faults.clear();
    expect(await ended(world, inquiry, { mostSeconds: 900 })).toBe('SUCCEEDED');
    expect((await world.status(inquiry)).status).toBe('ai_responded');
    expect((await world.detail(inquiry)).run).toBe(1);
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  }, 90_000);

  test.each([
    ['a legal threat', legalThreat, false],
    ['a question with a person asked for', question, true],
  ])(
    '%s does not wait for a model that throttles for hours',
    async (_, inquiry, asksForPerson) => {
      const world = inWorld();
      await world.faults.set([{ service: 'bedrock', kind: 'throttle' }]);
      const submitted = await world.submit(inquiry, world.company.apiKey);
      await struck(world);
      if (asksForPerson) await world.escalate(submitted, submitted.statusToken);

      await sweptUntil(world, { expected: 'the run that goes to people', mostMinutes: 12 }, () =>
        world.executions.status(submitted.id, 2),
      );

      await awaitingReply(world, submitted, { run: 2, mostSeconds: 120 });
      const { link } = await latestStaffMail(world, submitted);
      expect((await world.reply(link, 'By hand, then.')).status).toBe(200);
      await world.faults.clear();
      expect((await world.status(submitted)).answer?.text).toBe('By hand, then.');
    },
    60_000,
  );

  test('a legal threat waits for no analysis, where a service throttles', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'comprehend', kind: 'throttle' }]);

    const submitted = await world.submit(legalThreat, world.company.apiKey);

    await awaitingReply(world, submitted);
    expect(await world.detail(submitted)).toMatchObject({ status: 'escalated', run: 1 });
    const { link } = await latestStaffMail(world, submitted);
    expect((await world.reply(link, 'By hand, then.')).status).toBe(200);
  });

  test('with every AI service down the inquiry goes to people', async () => {
    const world = inWorld();
    await world.faults.set([
      { service: 'comprehend', kind: 'error' },
      { service: 'textract', kind: 'error' },
      { service: 'bedrock', kind: 'error' },
    ]);

    const inquiry = await world.submit(question, world.company.apiKey);

    await awaitingReply(world, inquiry, { mostSeconds: 300 });
    expect(await world.detail(inquiry)).toMatchObject({ status: 'escalated', statusReason: 'pipeline_failed', run: 1 });
    const { link } = await latestStaffMail(world, inquiry);
    expect((await world.reply(link, 'By hand, then.')).status).toBe(200);
    expect((await world.status(inquiry)).answer?.text).toBe('By hand, then.');
  });

  test('a store that cancels transactions and loses answers still holds exactly one answer', async () => {
    const world = inWorld();
    const write = { service: 'dynamodb', operation: 'TransactWriteItems' } as const;
    // The first transaction accepts the inquiry; both tries of the SDK lose the response of the next ones: the
    // analysis, what was found, the draft.
    await world.faults.set([
      { service: 'lambda', function: 'store-answer', kind: 'throttle' },
      { ...write, kind: 'cancel_transaction', skip: 1, times: 2 },
      { ...write, kind: 'lose_response', skip: 1, times: 6 },
    ]);
    const inquiry = await world.submit(question, world.company.apiKey);
    await advanceUntil(
      clockFor(world, inquiry),
      { expected: 'the answer about to be stored', mostSeconds: 300 },
      async () => ((await world.faults.hitCounts())[0] === 0 ? undefined : true),
    );
    expect((await world.faults.hitCounts()).slice(1)).toEqual([2, 6]);

    await world.faults.set([
      { ...write, kind: 'cancel_transaction', times: 2 },
      { ...write, kind: 'lose_response', times: 2 },
    ]);

    expect(await ended(world, inquiry, { mostSeconds: 600 })).toBe('SUCCEEDED');
    expect(await world.faults.hitCounts()).toEqual([2, 2]);
    expect((await world.status(inquiry)).answer?.source).toBe('ai');
    const kinds = (await world.events(inquiry)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'answer_stored')).toHaveLength(1);
    expect(world.model.answeredCount).toBe(1);
    expect(new Set(await answerMailIds(world, inquiry))).toEqual(new Set([`${inquiry.id}-r1-answer`]));
  });

  test('an answer that cannot be mailed is there to be read, and is mailed later under its one id', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'ses', kind: 'error' }]);
    const inquiry = await world.submit(question, world.company.apiKey);
    expect(await ended(world, inquiry, { mostSeconds: 300 })).toBe('SUCCEEDED');
    // Done, where the sweeper has taken the mail over while the run was still trying.
    expect(['DeliveryDeferred', 'Done']).toContain(statesOf(await world.executions.history(inquiry.id, 1)).at(-1));
    expect((await world.status(inquiry)).answer?.source).toBe('ai');
    expect(await world.mailsAbout(inquiry.id)).toEqual([]);
    expect((await world.events(inquiry)).filter((event) => event.kind === 'delivery_failed')).toHaveLength(1);

    await world.faults.clear();

    await sweptUntil(world, { expected: 'the mail of the sweeper', mostMinutes: 10 }, async () =>
      (await answerMailIds(world, inquiry)).length > 0 ? true : undefined,
    );
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });

  test('a mail that was taken without an answer goes out again under the same id', async () => {
    const world = inWorld();
    // Both tries of the SDK lose the response, so that the state itself has to try again.
    await world.faults.set([{ service: 'ses', kind: 'lose_response', times: 2 }]);

    const inquiry = await world.submit(question, world.company.apiKey);

    expect(await ended(world, inquiry, { mostSeconds: 120 })).toBe('SUCCEEDED');
    expect(await world.faults.hitCounts()).toEqual([2]);
    const ids = await answerMailIds(world, inquiry);
    expect(ids).toEqual(ids.map(() => `${inquiry.id}-r1-answer`));
    expect(ids).toHaveLength(3);
  });
}
