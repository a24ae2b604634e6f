import { describeService, serviceOfTarget } from '../../../local/aws/services.ts';
import { throttleErrorNames } from '../../../schemas/errors.ts';

const call = { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) };

test.each([
  ['states', { headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' } }, 'StartExecution'],
  ['dynamodb', { headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' } }, 'GetItem'],
  ['textract', { headers: { 'x-amz-target': 'Textract.DetectDocumentText' } }, 'DetectDocumentText'],
  ['s3', { method: 'GET', path: '/bucket/key' }, 'GetObject'],
  ['s3', { path: '/bucket' }, 'PostObject'],
  ['sns', { body: Buffer.from('Action=Publish') }, 'Publish'],
  ['ses', { path: '/v2/email/outbound-emails' }, 'SendEmail'],
  ['lambda', { path: '/2015-03-31/functions/one/invocations' }, 'Invoke'],
  ['bedrock', { path: '/model/one/converse' }, 'Converse'],
  ['bedrock', {}, ''],
  ['unknown', {}, ''],
] as const)('a call to %s with %j is %s', (service, fields, operation) => {
  expect(describeService(service).operationOf({ ...call, ...fields })).toBe(operation);
});

test('a call that is not signed finds its service by the prefix of its target', () => {
  expect(serviceOfTarget('Comprehend_20171127.DetectSentiment')).toBe('comprehend');
  expect(serviceOfTarget('AWSEvents.PutEvents')).toBe('events');
  expect(serviceOfTarget('Other.Call')).toBeUndefined();
  expect(serviceOfTarget('')).toBeUndefined();
});

test('every throttle has a name that the Retriers wait out, but for SNS, whose tasks rename it', () => {
  const names = ['dynamodb', 's3', 'lambda', 'textract', 'comprehend', 'bedrock', 'ses'].map(
    (service) => describeService(service).throttleOf?.('')?.name,
  );

  expect(names.filter((name) => !throttleErrorNames.some((known) => known === name))).toEqual([]);
  expect(describeService('sns').throttleOf?.('')?.name).toBe('Throttled');
  expect(describeService('dynamodb').throttleOf?.('CreateTable').name).toBe('ThrottlingException');
});
