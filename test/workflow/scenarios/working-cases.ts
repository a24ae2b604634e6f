import type { Submitted } from '../../support/api-client.ts';
import { statesOf } from '../../support/executions.ts';
import { legalThreat, question } from '../../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail, struck } from '../../support/journey.ts';
import { until } from '../../support/until.ts';
import type { InWorld, WorkflowWorld } from '../world.ts';

const others = (agentId: string): string => (agentId === 'ada' ? 'ben' : 'ada');

export function workingCases(inWorld: InWorld): void {
  test('an agent claims a case, has the mail, and replies; the link of the first owner is spent', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { link: firstLink } = await latestStaffMail(world, inquiry);
    const seen = await world.escalation(inquiry);
    const agentId = others(seen.owner.agentId);

    const claimed = await world.act(seen, 'claim', { agentId });

    const mail = await mailAfter(world, inquiry, 1);
    expect(mail.to).toBe(`${agentId}@example.com`);
    expect((await world.page(firstLink)).status).toBe(410);
    const replied = await world.act(claimed, 'reply', { agentId, text: 'I am on it.' });
    expect(replied.state).toBe('replied');
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect((await world.status(inquiry)).answer).toMatchObject({ source: 'human', text: 'I am on it.' });
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });

  test('a case that is handed on tells the new owner why, and the SLA goes on', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const seen = await world.escalation(inquiry);
    const toAgentId = others(seen.owner.agentId);

    await world.act(seen, 'reassign', { agentId: seen.owner.agentId, toAgentId, note: 'You know this customer.' });

    const mail = await mailAfter(world, inquiry, 1);
    expect(mail.to).toBe(`${toAgentId}@example.com`);
    expect(mail.text).toContain('You know this customer.');
    await awaitingReply(world, inquiry);
    await world.advance(605);
    const reminder = await mailAfter(world, inquiry, 2);
    expect(reminder.to).toBe(mail.to);
    await awaitingReply(world, inquiry);
    expect((await world.reply(reminder.link, 'Done.')).status).toBe(200);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  });

  test('a case returned to the machine is answered in a run of its own', async () => {
    const world = inWorld();
    const inquiry = await world.submit(question, world.company.apiKey);
    await ended(world, inquiry);
    await world.escalate(inquiry, inquiry.statusToken);
    await awaitingReply(world, inquiry, { run: 2 });
    const seen = await world.escalation(inquiry);

    const returned = await world.act(seen, 'return-to-ai', { agentId: 'mia' });

    expect(returned.state).toBe('returned_to_ai');
    expect(await ended(world, inquiry, { run: 2 })).toBe('SUCCEEDED');
    expect(statesOf(await world.executions.history(inquiry.id, 2)).slice(-2)).toEqual(['EscalationGate', 'Done']);
    expect(await ended(world, inquiry, { run: 3 })).toBe('SUCCEEDED');
    expect(await world.status(inquiry)).toMatchObject({ status: 'ai_responded', answer: { source: 'ai' } });
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`, `${inquiry.id}-r3-answer`]);
  });

  test('a message during an escalation reaches the owner and stands in the case', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { to } = await latestStaffMail(world, inquiry);

    await world.addMessage(inquiry, 'My case number is 4711.');

    const mail = await mailAfter(world, inquiry, 1);
    expect(mail).toMatchObject({ to, text: expect.stringContaining('My case number is 4711.') });
    await awaitingReply(world, inquiry);
    const seen = await world.escalation(inquiry);
    expect(seen.messages).toMatchObject([{ by: 'customer', text: 'My case number is 4711.' }]);
    await world.act(seen, 'reply', { agentId: seen.owner.agentId, text: 'Thanks.' });
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  });

  test('a message before the answer is part of what is answered', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'lambda', function: 'generate-answer', kind: 'throttle' }]);
    const inquiry = await world.submit(question, world.company.apiKey);
    const heard: string[] = [];
    world.model.script((prompt) => {
      heard.push(prompt.inquiry);
      const [best = { id: 'none', text: 'Nothing.' }] = prompt.passages;
      return {
        answer: best.text,
        citations: [{ passageId: best.id, quote: best.text }],
        needsHuman: false,
        language: prompt.language,
      };
    });

    await struck(world);
    await world.addMessage(inquiry, 'I ordered a desk lamp.');
    await world.faults.clear();

    expect(await ended(world, inquiry, { run: 2, mostSeconds: 900 })).toBe('SUCCEEDED');
    expect(await ended(world, inquiry, { mostSeconds: 900 })).toBe('SUCCEEDED');
    expect((await world.detail(inquiry)).answer?.run).toBe(2);
    expect(heard.at(-1)).toContain('I ordered a desk lamp.');
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r2-answer`]);
  });
}

/** The staff's mail after the first `count`, with the reply link in it. */
async function mailAfter(world: WorkflowWorld, inquiry: Submitted, count: number) {
  return until(`staff mail ${count + 1}`, async () => {
    const mails = (await world.mailsAbout(inquiry.id)).filter(({ text }) => /\/r\//.test(text));
    return mails.length > count ? latestStaffMail(world, inquiry) : undefined;
  });
}
