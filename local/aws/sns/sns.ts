import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { escapeXml, queryXml, type ServiceAnswer, type ServiceCall, service } from '../service.ts';
import type { MessageAttribute, Topics } from './topics.ts';

/** SNS by its query protocol: CreateTopic and Publish. Messages are kept; there are no subscriptions to deliver to. */
export const sns = service({
  errors: queryXml,
  operationOf: ({ body }) => new URLSearchParams(body.toString()).get('Action') ?? '',
  throttleOf: () => ({ name: 'Throttled', status: 429, message: 'Rate exceeded' }),
  signatureError: 'SignatureDoesNotMatch',
  open:
    ({ outbox: { topics, clock } }: { outbox: Outbox }) =>
    async (call) => {
      const input = new URLSearchParams(call.body.toString('utf8'));
      const action = input.get('Action') ?? '';
      switch (action) {
        case 'CreateTopic':
          return createTopic(topics, call, input);
        case 'Publish':
          return publish(topics, input, clock);
        default:
          throw new AwsError('InvalidAction', `The action ${action} is not valid for this web service.`);
      }
    },
});

const MAX_MESSAGE_BYTES = 262_144;
const TOPIC_NAME = /^[\w-]{1,256}$/;

/** Making a topic again returns the one there is. */
function createTopic(topics: Topics, { region, account }: ServiceCall, input: URLSearchParams): ServiceAnswer {
  const name = input.get('Name') ?? '';
  if (!TOPIC_NAME.test(name)) throw new AwsError('InvalidParameter', 'Invalid parameter: Topic Name');
  const arn = `arn:aws:sns:${region}:${account}:${name}`;
  topics.add(arn);
  return answer('CreateTopic', { TopicArn: arn });
}

function publish(topics: Topics, input: URLSearchParams, clock: Clock): ServiceAnswer {
  const TopicArn = input.get('TopicArn') ?? input.get('TargetArn') ?? '';
  const Message = input.get('Message') ?? '';
  if (TopicArn === '')
    throw new AwsError(
      'InvalidParameter',
      'Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter',
    );
  if (Message === '') throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
  if (Buffer.byteLength(Message) > MAX_MESSAGE_BYTES)
    throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
  if (!topics.has(TopicArn)) throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
  const MessageId = randomUUID();
  const Subject = input.get('Subject');
  topics.publish({
    MessageId,
    at: new Date(clock.now()).toISOString(),
    TopicArn,
    Message,
    ...(Subject === null ? {} : { Subject }),
    MessageAttributes: attributes(input),
  });
  return answer('Publish', { MessageId });
}

/** `MessageAttributes.entry.<n>.Name`, `.Value.DataType`, `.Value.StringValue`, counted from 1. */
function attributes(input: URLSearchParams): Readonly<Record<string, MessageAttribute>> {
  const found: Record<string, MessageAttribute> = {};
  for (let number = 1; ; number += 1) {
    const entry = `MessageAttributes.entry.${number}`;
    const name = input.get(`${entry}.Name`);
    if (name === null) return found;
    const Value = input.get(`${entry}.Value.StringValue`) ?? input.get(`${entry}.Value.BinaryValue`) ?? '';
    found[name] = { Type: input.get(`${entry}.Value.DataType`) ?? 'String', Value };
  }
}

function answer(action: string, result: Readonly<Record<string, string>>): ServiceAnswer {
  const members = Object.entries(result).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  const body = `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${members.join('')}</${action}Result>${metadata}</${action}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}
