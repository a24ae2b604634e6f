import * as z from 'zod/mini';
import { freePort } from '../../local/runtime/site.ts';
import { CreateWebhookEndpointResponse, WebhookDeliveryDetail } from '../../schemas/api/webhooks.ts';
import { question } from '../support/inquiries.ts';
import { ended, struck } from '../support/journey.ts';
import { until } from '../support/until.ts';
import { openReceiver, type ReceivedWebhook, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { verified } from '../support/webhooks.ts';
import { type MortalRuntime, openMortalRuntime } from './mortal-runtime.ts';

let opened: MortalRuntime | undefined;
const runtime = (): MortalRuntime => {
  if (opened === undefined) throw new Error('The runtime is not open');
  return opened;
};
let receiver: WebhookReceiver;

beforeAll(async () => {
  opened = await openMortalRuntime();
  receiver = await openReceiver();
}, 60_000);
afterAll(async () => {
  await receiver.close();
  await opened?.close();
});

const Items = z.object({ items: z.array(z.object({ id: z.string() })) });

async function api<T>(
  path: string,
  { method = 'GET', json, schema }: { method?: string; json?: object; schema: z.ZodMiniType<T> },
) {
  const { apiUrl, company } = runtime().world;
  const response = await fetch(`${apiUrl}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${company.apiKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return schema.parse(text === '' ? {} : JSON.parse(text));
}

/** Created, and known to every process: that takes five seconds. */
async function givenEndpoint(url: string) {
  const endpoint = await api('/webhook-endpoints', {
    method: 'POST',
    json: { url, events: ['inquiry.answered'] },
    schema: CreateWebhookEndpointResponse,
  });
  await runtime().world.advance(5);
  return endpoint;
}
const removeEndpoint = (id: string) => api(`/webhook-endpoints/${id}`, { method: 'DELETE', schema: z.object({}) });

const deliveryTo = async (endpointId: string) => {
  const [first] = (await api(`/webhook-deliveries?endpoint=${endpointId}`, { schema: Items })).items;
  return first === undefined ? undefined : api(`/webhook-deliveries/${first.id}`, { schema: WebhookDeliveryDetail });
};

const webhookAbout = (inquiryId: string, among = receiver) =>
  until<ReceivedWebhook>('the webhook', async () => among.received.find(({ body }) => body.includes(inquiryId)));

test('an endpoint made over HTTP is sent the signed event of the next answer, which the log then tells', async () => {
  const { world } = runtime();
  const { id, secret } = await givenEndpoint(receiver.url);

  const inquiry = await world.submit(question, world.company.apiKey);

  const webhook = await webhookAbout(inquiry.id);
  expect(verified(secret, webhook)).toMatchObject({
    type: 'inquiry.answered',
    data: { inquiryId: inquiry.id, status: 'ai_responded', run: 1, source: 'ai' },
  });
  const delivery = await until('its delivery', async () => {
    const found = await deliveryTo(id);
    return found?.state === 'delivered' ? found : undefined;
  });
  expect(delivery).toMatchObject({ eventId: webhook.headers['webhook-id'], attempts: [{ status: 204 }] });
  await ended(world, inquiry);
  await removeEndpoint(id);
});

test('a runtime killed between the commit and the first attempt delivers after its restart', async () => {
  const { world } = runtime();
  const { id, secret } = await givenEndpoint(receiver.url);
  await world.faults.set([{ service: 'lambda', function: 'work', kind: 'hang' }]);
  const inquiry = await world.submit(question, world.company.apiKey);
  await struck(world);
  expect(await deliveryTo(id)).toMatchObject({ state: 'pending', attempts: [] });

  await runtime().killAndRestart();
  await world.faults.clear();
  await world.advance(45);
  await world.sweep();

  const webhook = await webhookAbout(inquiry.id);
  expect(verified(secret, { ...webhook })).toMatchObject({ type: 'inquiry.answered' });
  expect(receiver.received.filter(({ body }) => body.includes(inquiry.id))).toHaveLength(1);
  await ended(world, inquiry, { mostSeconds: 300 });
  expect(await world.audit()).toEqual([]);
  await removeEndpoint(id);
});

// Last, since it moves the clock by days.
test('a receiver that is down is tried at once, after 5 seconds, then as the clock goes on, until none is left', async () => {
  const { world } = runtime();
  const down = `http://127.0.0.1:${await freePort()}/hook`;
  const { id } = await givenEndpoint(down);
  const inquiry = await world.submit(question, world.company.apiKey);
  await ended(world, inquiry);

  for (let attempts = 1; attempts <= 10; attempts += 1) {
    const delivery = await until(`attempt ${attempts}`, async () => {
      const found = await deliveryTo(id);
      return found !== undefined && found.attempts.length >= attempts ? found : undefined;
    });
    const { nextAttemptAt, createdAt } = delivery;
    if (nextAttemptAt === undefined) break;
    const clock = await now();
    await world.advance(Math.max(0, Math.ceil((Date.parse(nextAttemptAt) - clock) / 1000)) + 1);
    if (attempts > 1) await world.sweep();
    expect(Date.parse(nextAttemptAt)).toBeGreaterThan(Date.parse(createdAt));
  }

  const { state, attempts } = await until('the end', async () => {
    const found = await deliveryTo(id);
    return found?.state === 'pending' ? undefined : found;
  });
  expect([state, attempts.map(({ fault }) => fault)]).toEqual([
    'failed',
    Array.from({ length: 10 }, () => 'connection_failed'),
  ]);
  await removeEndpoint(id);
}, 120_000);

const Clock = z.object({ now: z.iso.datetime() });

async function now(): Promise<number> {
  const response = await fetch(`${runtime().awsEndpoint}/_aws/clock`);
  return Date.parse(Clock.parse(await response.json()).now);
}
