import { bedrockRuntime } from './bedrock-runtime/bedrock-runtime.ts';
import { comprehend } from './comprehend/comprehend.ts';
import { dynamodb } from './dynamodb/dynamodb.ts';
import { awsJson, restJson } from './error-shapes.ts';
import { targetOperation } from './json-protocol.ts';
import { s3 } from './s3/s3.ts';
import type { NamedCall, ServiceDescription } from './service-description.ts';
import { ses } from './ses/ses.ts';
import { sns } from './sns/sns.ts';
import { textract } from './textract/textract.ts';

const plain = { errors: awsJson, operationOf: targetOperation } as const satisfies ServiceDescription;

/** Here, since its handler runs functions and stands above this folder. */
const lambda = {
  errors: restJson,
  operationOf: ({ path }: NamedCall) => (path.endsWith('/invocations') ? 'Invoke' : ''),
  throttleOf: () => ({ name: 'TooManyRequestsException', status: 429, message: 'Rate Exceeded.' }),
} as const satisfies ServiceDescription;

/** Every service by the name in the credential scope; events and scheduler are refused in their own shape. */
const descriptions = new Map<string, ServiceDescription>(
  Object.entries({
    states: { ...plain, targetPrefix: 'AWSStepFunctions' },
    dynamodb,
    s3,
    lambda,
    textract,
    comprehend,
    bedrock: bedrockRuntime,
    ses,
    sns,
    events: { ...plain, targetPrefix: 'AWSEvents' },
    scheduler: { ...plain, errors: restJson },
  }),
);

const byTarget = new Map([...descriptions].map(([service, { targetPrefix }]) => [targetPrefix, service]));

/** What is known of a service; one that is not served speaks AWS JSON. */
export const describeService = (service: string): ServiceDescription => descriptions.get(service) ?? plain;

/** The service that `X-Amz-Target` names, such as `Textract.DetectDocumentText`. */
export const serviceOfTarget = (target: string): string | undefined =>
  byTarget.get(target.slice(0, target.indexOf('.')));
