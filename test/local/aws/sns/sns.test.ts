import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { type AwsEndpoint, openAwsEndpoint } from '../../../../local/aws/endpoint.ts';
import { createFaults } from '../../../../local/aws/faults.ts';
import { type Outbox, openOutbox } from '../../../../local/aws/outbox/outbox.ts';
import { sns } from '../../../../local/aws/sns/sns.ts';
import { createVirtualClock } from '../../../../local/virtual-clock.ts';
import { clientOf, rejection } from '../../support/aws-client.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sns-'));
const clock = createVirtualClock(Date.UTC(2026, 2, 1, 12));
const faults = createFaults();
let outbox: Outbox;
let endpoint: AwsEndpoint;
let client: SNSClient;

beforeAll(async () => {
  outbox = openOutbox({ dataDir, clock });
  endpoint = await openAwsEndpoint({
    port: 0,
    services: { sns: sns.open({ outbox }) },
    routes: outbox.routes,
    faults,
  });
  client = new SNSClient(clientOf(endpoint.url));
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
  await outbox.close();
  rmSync(dataDir, { recursive: true });
});

const published = async () => Object(await (await fetch(`${endpoint.url}/_aws/sns`)).json()).messages;

test('publishes to a topic that was made, with its attributes', async () => {
  const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'escalations' }));
  expect(TopicArn).toBe('arn:aws:sns:us-east-1:000000000000:escalations');
  expect((await client.send(new CreateTopicCommand({ Name: 'escalations' }))).TopicArn).toBe(TopicArn);

  const { MessageId } = await client.send(
    new PublishCommand({
      TopicArn,
      Subject: 'one',
      Message: '{"text":"글 & <b>"}',
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'opened' },
        count: { DataType: 'Number', StringValue: '2' },
      },
    }),
  );

  expect(await published()).toEqual([
    {
      MessageId,
      at: '2026-03-01T12:00:00.000Z',
      TopicArn,
      Subject: 'one',
      Message: '{"text":"글 & <b>"}',
      MessageAttributes: { kind: { Type: 'String', Value: 'opened' }, count: { Type: 'Number', Value: '2' } },
    },
  ]);
  await fetch(`${endpoint.url}/_aws/sns`, { method: 'DELETE' });
  expect(await published()).toEqual([]);
});

test.each([
  ['a topic that was never made', 'arn:aws:sns:us-east-1:000000000000:none', 'm', 'NotFoundException'],
  [
    'a message above 256 KB',
    'arn:aws:sns:us-east-1:000000000000:none',
    'm'.repeat(262_145),
    'InvalidParameterException',
  ],
])('refuses %s', async (_, TopicArn, Message, name) => {
  expect((await rejection(client.send(new PublishCommand({ TopicArn, Message })))).name).toBe(name);
});

test('refuses an action it does not have, and throttles under its own name', async () => {
  const subscribe = new SubscribeCommand({ TopicArn: 'arn:aws:sns:us-east-1:0:t', Protocol: 'email' });
  expect((await rejection(client.send(subscribe))).name).toBe('InvalidAction');

  faults.set([{ service: 'sns', operation: 'Publish', kind: 'throttle' }]);
  const publish = new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:0:t', Message: 'm' });
  expect((await rejection(client.send(publish))).name).toBe('ThrottledException');
});
