import { readFileSync } from 'node:fs';
import type { FaultRule } from '../../local/aws/fault-rule.ts';
import type { Submitted } from '../support/api-client.ts';
import { question } from '../support/inquiries.ts';
import { ended, struck } from '../support/journey.ts';
import { privacyClient } from '../support/privacy-client.ts';
import { until } from '../support/until.ts';
import type { MortalRuntime } from './mortal-runtime.ts';

const picture = readFileSync(new URL('../../local/demo/samples/shipping-label-question.png', import.meta.url));
export const withPicture = {
  ...question,
  attachments: [{ filename: 'label.png', contentType: 'image/png', data: picture.toString('base64') }],
};

export const hang = (rule: Omit<FaultRule, 'kind'>): FaultRule => ({ ...rule, kind: 'hang', times: 1 });
export const transaction = (skip: number) => hang({ service: 'dynamodb', operation: 'TransactWriteItems', skip });

/** Only its tombstone and the line that says so are left. */
export async function expectGone({ world }: MortalRuntime, { id, apiKey }: Submitted): Promise<void> {
  expect(await privacyClient(world).ask('GET', `/v1/inquiries/${id}`, { bearer: apiKey })).toMatchObject({
    status: 410,
    body: { code: 'erased' },
  });
  expect(await world.stored.itemsWith(id)).toEqual(['inquiry', 'timelineEvent']);
  expect(await world.stored.objectsWith(id)).toEqual([]);
  expect(await world.mailsAbout(id)).toEqual([]);
}

/**
 * Passes of the sweeper while the clock goes on to what is due; a runtime that was killed has forgotten how far it was.
 */
export const swept = ({ world }: MortalRuntime, inquiry: Submitted) =>
  until('the sweeper wiping', async () => {
    await world.advance(60);
    await world.sweep();
    return (await world.stored.itemsWith(inquiry.id)).includes('dueWork') ? undefined : true;
  });

/** Where an erasure is when its runtime is killed, and whether the inquiry's file is still there. */
export const killPoints: readonly (readonly [string, FaultRule, boolean])[] = [
  ['after the tombstone and before its files', hang({ service: 's3', operation: 'DeleteObject' }), true],
  ['between its files and its items', hang({ service: 'sns', operation: 'Publish' }), false],
  ['after the tombstone and before its first items', transaction(1), false],
  ['between its first items and its timeline', transaction(2), false],
  ['between its timeline and its text', transaction(3), false],
];

/** An erasure that is killed where the fault holds it, and ends after a restart. */
export async function expectErasedAfterKill(
  runtime: MortalRuntime,
  { fault, hasFiles }: { fault: FaultRule; hasFiles: boolean },
): Promise<void> {
  const { world } = runtime;
  const inquiry = await world.submit(withPicture, world.company.apiKey);
  expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  await world.faults.set([fault]);
  const unanswered = privacyClient(world)
    .erase(inquiry)
    .catch(() => 'broken off');
  await struck(world);

  await runtime.killAndRestart();

  expect(await unanswered).toBe('broken off');
  const { id, apiKey } = inquiry;
  expect(await privacyClient(world).ask('GET', `/v1/inquiries/${id}`, { bearer: apiKey })).toMatchObject({
    status: 410,
  });
  expect(await world.stored.itemsWith(id)).toEqual(expect.arrayContaining(['dueWork', 'inquiryText']));
  expect(await world.stored.objectsWith(id)).toHaveLength(hasFiles ? 1 : 0);
  await swept(runtime, inquiry);
  await expectGone(runtime, inquiry);
}
