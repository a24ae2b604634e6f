import { readFileSync } from 'node:fs';
import type { Submitted } from '../../support/api-client.ts';
import { statesOf } from '../../support/executions.ts';
import { legalThreat, question } from '../../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail, struck } from '../../support/journey.ts';
import { privacyClient } from '../../support/privacy-client.ts';
import { until } from '../../support/until.ts';
import type { InWorld, WorkflowWorld } from '../world.ts';

const picture = readFileSync(new URL('../../../local/demo/samples/shipping-label-question.png', import.meta.url));
const withPicture = {
  ...question,
  attachments: [{ filename: 'label.png', contentType: 'image/png', data: picture.toString('base64') }],
};

/** All that is left of an erased inquiry: its tombstone and the line that says so. */
const remains = ['inquiry', 'timelineEvent'];

async function expectGone(world: WorkflowWorld, inquiry: Submitted): Promise<void> {
  const { id, statusToken, apiKey } = inquiry;
  const { ask } = privacyClient(world);
  for (const path of ['', '/answer', '/events', '/status'])
    expect(await ask('GET', `/v1/inquiries/${id}${path}`, { bearer: apiKey })).toMatchObject({ status: 410 });
  expect(await ask('GET', `/v1/inquiries/${id}/status`, { bearer: statusToken })).toMatchObject({
    status: 410,
    body: { code: 'erased' },
  });
  expect(await world.stored.itemsWith(id)).toEqual(remains);
  expect(await world.stored.objectsWith(id)).toEqual([]);
  expect(await world.mailsAbout(id)).toEqual([]);
}

export function erasing(inWorld: InWorld): void {
  test('an answered inquiry is erased with its files and mails, and a repeat changes nothing', async () => {
    const world = inWorld();
    const { erase, listed } = privacyClient(world);
    const inquiry = await world.submit(withPicture, world.company.apiKey);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect(await world.stored.objectsWith(inquiry.id)).toHaveLength(1);
    expect(await answerMailIds(world, inquiry)).toHaveLength(1);

    expect(await erase(inquiry)).toEqual({ id: inquiry.id, status: 'erased' });

    await expectGone(world, inquiry);
    expect((await listed('limit=100')).map(({ id }) => id)).not.toContain(inquiry.id);
    expect((await listed('status=erased')).find(({ id }) => id === inquiry.id)?.title).toBe('');
    expect(await erase(inquiry)).toEqual({ id: inquiry.id, status: 'erased' });
    await expectGone(world, inquiry);
  });

  test('an execution that waits for a reply ends, and the link in the mail no longer opens', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, world.company.apiKey);
    await awaitingReply(world, inquiry);
    const { link } = await latestStaffMail(world, inquiry);

    await privacyClient(world).erase(inquiry);

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect(statesOf(await world.executions.history(inquiry.id, 1)).at(-1)).toBe('Superseded');
    expect((await world.page(link)).status).toBe(410);
    expect((await world.reply(link, 'Too late.')).status).toBe(410);
    await world.sweep();
    await expectGone(world, inquiry);
  });

  test.each(['extract-text', 'generate-answer', 'store-answer'])(
    'an execution on its way to %s ends there, without an escalation',
    async (functionName) => {
      const world = inWorld();
      await world.faults.set([{ service: 'lambda', function: functionName, kind: 'throttle' }]);
      const inquiry = await world.submit(withPicture, world.company.apiKey);
      await struck(world);

      await privacyClient(world).erase(inquiry);

      await world.faults.clear();
      expect(await ended(world, inquiry, { mostSeconds: 900 })).toBe('SUCCEEDED');
      expect(statesOf(await world.executions.history(inquiry.id, 1)).at(-1)).toBe('Superseded');
      await world.sweep();
      await expectGone(world, inquiry);
    },
  );

  test('a mail that was due is not sent', async () => {
    const world = inWorld();
    await world.faults.set([{ service: 'ses', kind: 'error', errorName: 'MessageRejected', status: 400 }]);
    const inquiry = await world.submit(question, world.company.apiKey);
    await ended(world, inquiry, { mostSeconds: 900 });
    await world.faults.clear();

    await privacyClient(world).erase(inquiry);

    await world.advance(600);
    await world.sweep();
    await expectGone(world, inquiry);
  });

  test.each([
    ['s3', 'DeleteObject'],
    ['sns', 'Publish'],
  ])('what %s would not let go is wiped by the sweeper', async (service, operation) => {
    const world = inWorld();
    const inquiry = await world.submit(withPicture, world.company.apiKey);
    await ended(world, inquiry);
    await world.faults.set([{ service, operation, kind: 'error', errorName: 'InvalidRequest', status: 400 }]);

    await privacyClient(world).erase(inquiry);
    expect(await world.stored.itemsWith(inquiry.id)).toContain('dueWork');
    expect(await privacyClient(world).ask('GET', `/v1/inquiries/${inquiry.id}`)).toMatchObject({ status: 410 });
    await world.faults.clear();
    await world.advance(61);
    await until('the sweeper wiping', async () => {
      await world.sweep();
      return (await world.stored.itemsWith(inquiry.id)).includes('dueWork') ? undefined : true;
    });

    await expectGone(world, inquiry);
  });
}
