import { statesOf } from '../../support/executions.ts';
import { legalThreat, question } from '../../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail, struck } from '../../support/journey.ts';
import type { InWorld } from '../world.ts';

export function losingRuns(inWorld: InWorld): void {
  test('an inquiry whose start was lost is started by the sweeper within a minute', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'states', operation: 'StartExecution', kind: 'error', times: 2 }]);
    const inquiry = await world.submit(question, world.company.apiKey);
    expect(await world.faults.hitCounts()).toEqual([2]);
    expect(await world.executions.status(inquiry.id, 1)).toBeUndefined();

    await world.advance(55);
    await world.sweep();

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect((await world.status(inquiry)).status).toBe('ai_responded');
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });

  test('a stopped execution leaves its inquiry to people', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'lambda', function: 'generate-answer', kind: 'throttle' }]);
    const inquiry = await world.submit(question, world.company.apiKey);
    await struck(world);

    await world.executions.stop(inquiry.id, 1);

    const states = statesOf(await awaitingReply(world, inquiry, { run: 2 }));
    expect(states).toEqual(['BindInput', 'Entry', 'OpenEscalation', 'ContactStaff', 'AwaitReply']);
    expect(await world.detail(inquiry)).toMatchObject({ run: 2, status: 'escalated', statusReason: 'pipeline_failed' });
    expect((await world.events(inquiry)).map(({ kind }) => kind)).toContain('run_lost');
    const { link } = await latestStaffMail(world, inquiry);
    expect((await world.reply(link, 'By hand.')).status).toBe(200);
    expect(await ended(world, inquiry, { run: 2 })).toBe('SUCCEEDED');
  });

  test('a stopped wait for a reply is taken over by the next run, and the link in the mail still works', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { link } = await latestStaffMail(world, inquiry);

    await world.executions.stop(inquiry.id, 1);

    await awaitingReply(world, inquiry, { run: 2 });
    expect((await world.reply(link, 'Still me.')).status).toBe(200);
    expect(await ended(world, inquiry, { run: 2 })).toBe('SUCCEEDED');
    expect((await world.status(inquiry)).answer?.text).toBe('Still me.');
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r2-answer`]);
  });
}
