import { claimJob, findJob } from '../../../functions/entities/job.ts';
import { type DeliveryTools, deliverWebhook } from '../../../functions/webhooks/deliver-webhook.ts';
import { postWebhook } from '../../../functions/webhooks/post-webhook.ts';
import { JobId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { jsonOf } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { openReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { acceptedIdOf, adminCall, deliveryOf, givenEndpoint, secretIn, verified } from '../../support/webhooks.ts';

let world: HttpWorld;
let receiver: WebhookReceiver;
beforeAll(async () => {
  world = await openHttpWorld();
  receiver = await openReceiver();
}, 60_000);
afterAll(async () => {
  await receiver.close();
  await world.close();
});
beforeEach(() => receiver.answer(204));

const companyId = () => world.company.companyId;

/** A clock that only pauses and the test itself move on; no chance. */
function toolsAt(startMs = Date.now()) {
  let nowMs = startMs;
  const tools: DeliveryTools = {
    post: (request) => postWebhook(request, { allowedHosts: ['127.0.0.1'] }),
    now: () => epochMs(nowMs),
    pause: async (untilMs) => {
      nowMs = untilMs;
    },
    random01: () => 0,
  };
  return {
    tools,
    advance: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

async function givenTest(): Promise<{ endpointId: string; secret: string; deliveryId: string }> {
  const endpoint = await givenEndpoint(companyId(), { url: receiver.url });
  const path = `/v1/webhook-endpoints/${endpoint.id}`;
  const answer = await adminCall(companyId(), { method: 'POST', path: `${path}/test` });
  const deliveryId = acceptedIdOf(answer);
  return { endpointId: endpoint.id, secret: endpoint.secret, deliveryId };
}

async function perform(deliveryId: string, tools: DeliveryTools): Promise<string> {
  const job = await findJob(JobId.parse(deliveryId));
  const claimed = job === null ? null : await claimJob(job, tools.now());
  return claimed === null ? 'no job' : deliverWebhook(claimed, tools);
}

async function remove(endpointId: string): Promise<void> {
  await adminCall(companyId(), { method: 'DELETE', path: `/v1/webhook-endpoints/${endpointId}` });
}

test('a receiver that is well gets a signed body once', async () => {
  const { endpointId, secret, deliveryId } = await givenTest();
  const before = receiver.received.length;

  const outcome = await perform(deliveryId, toolsAt().tools);

  expect(outcome).toBe('done');
  const delivery = await deliveryOf(companyId(), deliveryId);
  expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 204 }] });
  expect(receiver.received).toHaveLength(before + 1);
  const [webhook] = receiver.received.slice(-1);
  if (webhook === undefined) throw new Error('nothing was received');
  expect(verified(secret, webhook)).toEqual(delivery.payload);
  expect(webhook.headers['webhook-id']).toBe(delivery.eventId);
  expect(await perform(deliveryId, toolsAt().tools)).toBe('no job');
  await remove(endpointId);
});

test('a receiver that is down is tried ten times over three days, the second time in the same go', async () => {
  const { endpointId, deliveryId } = await givenTest();
  receiver.answer(500);
  const { tools, advance } = toolsAt();
  const startMs = tools.now();
  const waited: number[] = [];

  let outcome = await perform(deliveryId, tools);
  while (outcome === 'postponed') {
    const { nextAttemptAt = '' } = await deliveryOf(companyId(), deliveryId);
    const seconds = (Date.parse(nextAttemptAt) - tools.now()) / 1000;
    waited.push(seconds);
    advance(seconds);
    outcome = await perform(deliveryId, tools);
  }

  expect(waited).toEqual([300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(tools.now() - startMs).toBe((75 * 3_600 + 35 * 60 + 5) * 1000);
  const { state, attempts, nextAttemptAt } = await deliveryOf(companyId(), deliveryId);
  expect({ state, nextAttemptAt, statuses: attempts.map(({ status }) => status) }).toEqual({
    state: 'failed',
    nextAttemptAt: undefined,
    statuses: Array.from({ length: 10 }, () => 500),
  });
  expect(await findJob(JobId.parse(deliveryId))).toBeNull();
  await remove(endpointId);
});

test('a job taken up before its next attempt is due, as after a crash, only waits on', async () => {
  const { endpointId, deliveryId } = await givenTest();
  receiver.answer(500);
  const { tools, advance } = toolsAt();
  await perform(deliveryId, tools);
  const before = receiver.received.length;
  advance(60);

  expect(await perform(deliveryId, tools)).toBe('postponed');

  expect(receiver.received).toHaveLength(before);
  await remove(endpointId);
});

test('Retry-After puts the next attempt off, and then nothing is waited for in the same go', async () => {
  const { endpointId, deliveryId } = await givenTest();
  receiver.answer((response) => response.writeHead(429, { 'retry-after': '90' }).end());
  const { tools } = toolsAt();

  expect(await perform(deliveryId, tools)).toBe('postponed');

  const { attempts, nextAttemptAt } = await deliveryOf(companyId(), deliveryId);
  expect(attempts.map(({ status }) => status)).toEqual([429]);
  expect(Date.parse(nextAttemptAt ?? '')).toBe(tools.now() + 90_000);
  await remove(endpointId);
});

test('410 makes the endpoint gone, and what else was on its way to it ends unsent', async () => {
  const { endpointId, deliveryId } = await givenTest();
  const other = await adminCall(companyId(), { method: 'POST', path: `/v1/webhook-endpoints/${endpointId}/test` });
  const otherId = acceptedIdOf(other);
  receiver.answer(410);

  expect(await perform(deliveryId, toolsAt().tools)).toBe('done');
  const before = receiver.received.length;
  expect(await perform(otherId, toolsAt().tools)).toBe('done');

  expect(jsonOf(await adminCall(companyId(), { path: `/v1/webhook-endpoints/${endpointId}` }))).toMatchObject({
    state: 'gone',
  });
  expect(await deliveryOf(companyId(), deliveryId)).toMatchObject({ state: 'failed', attempts: [{ status: 410 }] });
  expect(await deliveryOf(companyId(), otherId)).toMatchObject({ state: 'cancelled', attempts: [] });
  expect(receiver.received).toHaveLength(before);
  await remove(endpointId);
});

test.each([
  ['disabled', 'PATCH', { enabled: false }],
  ['deleted', 'DELETE', undefined],
])('an endpoint that was %s meanwhile is sent nothing', async (_, method, body) => {
  const { endpointId, deliveryId } = await givenTest();
  await adminCall(companyId(), { method, path: `/v1/webhook-endpoints/${endpointId}`, body });
  const before = receiver.received.length;

  expect(await perform(deliveryId, toolsAt().tools)).toBe('done');

  expect(receiver.received).toHaveLength(before);
  expect(await deliveryOf(companyId(), deliveryId)).toMatchObject({ state: 'cancelled' });
  if (method === 'PATCH') await remove(endpointId);
});

test('redelivery sends the same id and body again, through a new job', async () => {
  const { endpointId, secret, deliveryId } = await givenTest();
  await perform(deliveryId, toolsAt().tools);
  const [first] = receiver.received.slice(-1);

  const answer = await adminCall(companyId(), {
    method: 'POST',
    path: `/v1/webhook-deliveries/${deliveryId}/redeliver`,
  });

  expect([answer.statusCode, jsonOf(answer)]).toEqual([202, { id: deliveryId, state: 'pending' }]);
  expect(await perform(deliveryId, toolsAt(Date.now() + 60_000).tools)).toBe('done');
  const [second] = receiver.received.slice(-1);
  if (first === undefined || second === undefined) throw new Error('nothing was received');
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(second.body).toBe(first.body);
  expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp']);
  expect(verified(secret, second).type).toBe('webhook.test');
  expect((await deliveryOf(companyId(), deliveryId)).attempts).toHaveLength(2);
  await remove(endpointId);
});

test('while the overlap of a rotation lasts both secrets verify, afterwards the new one alone', async () => {
  const { endpointId, secret, deliveryId } = await givenTest();
  const path = `/v1/webhook-endpoints/${endpointId}`;
  const rotation = await adminCall(companyId(), { method: 'POST', path: `${path}/rotate-secret`, body: {} });
  const rotated = secretIn(rotation);

  await perform(deliveryId, toolsAt().tools);

  const [both] = receiver.received.slice(-1);
  if (both === undefined) throw new Error('nothing was received');
  expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
  expect(verified(secret, both)).toEqual(verified(rotated, both));

  await adminCall(companyId(), { method: 'POST', path: `${path}/rotate-secret`, body: { overlapSeconds: 0 } });
  const last = secretIn(await adminCall(companyId(), { path: `${path}/secret` }));
  await adminCall(companyId(), { method: 'POST', path: `/v1/webhook-deliveries/${deliveryId}/redeliver` });
  await perform(deliveryId, toolsAt().tools);
  const [one] = receiver.received.slice(-1);
  if (one === undefined) throw new Error('nothing was received');
  expect(one.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  expect(verified(last, one).type).toBe('webhook.test');
  expect(() => verified(rotated, one)).toThrow('No matching signature found');
  await remove(endpointId);
});
