import { bedrock } from './bedrock-runtime/bedrock-runtime.ts';
import { comprehend } from './comprehend/comprehend.ts';
import { dynamodb } from './dynamodb/dynamodb.ts';
import { s3 } from './s3/s3.ts';
import { type AwsService, awsJson, restJson, type ServiceDescription, service, targetOperation } from './service.ts';
import { ses } from './ses/ses.ts';
import { sns } from './sns/sns.ts';
import { textract } from './textract/textract.ts';

const plain = { errors: awsJson, operationOf: targetOperation } as const satisfies ServiceDescription;

/** Its handler runs executions and is above this folder, so the runtime passes it in. */
const states = service({
  ...plain,
  targetPrefix: 'AWSStepFunctions',
  open: ({ stepFunctions }: { stepFunctions: AwsService }) => stepFunctions,
});

/** Its handler runs functions and is above this folder, so the runtime passes it in. */
const lambda = service({
  errors: restJson,
  operationOf: ({ path }) => (path.endsWith('/invocations') ? 'Invoke' : ''),
  throttleOf: () => ({ name: 'TooManyRequestsException', status: 429, message: 'Rate Exceeded.' }),
  open: ({ lambda }: { lambda: AwsService }) => lambda,
});

/** Every service that is served, by the name in the credential scope: a new one is its folder and a line here. */
const services = {
  states,
  dynamodb,
  s3,
  lambda,
  textract,
  comprehend,
  bedrock,
  ses,
  sns,
} as const;

/** Not served, and refused in their own shape. */
const refused = {
  events: { ...plain, targetPrefix: 'AWSEvents' },
  scheduler: { ...plain, errors: restJson },
} as const satisfies Readonly<Record<string, ServiceDescription>>;

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The dependencies of all services. */
type ServiceParts = Intersection<Parameters<(typeof services)[keyof typeof services]['open']>[0]>;

/** The handlers of the endpoint, by the name under which requests are signed for them. */
export const openServices = (parts: ServiceParts): Readonly<Record<string, AwsService>> =>
  Object.fromEntries(Object.entries(services).map(([name, descriptor]) => [name, descriptor.open(parts)]));

const descriptions = new Map<string, ServiceDescription>(Object.entries({ ...services, ...refused }));

const byTarget = new Map([...descriptions].map(([name, { targetPrefix }]) => [targetPrefix, name]));

/** The descriptor of a service; unknown services use AWS JSON. */
export const describeService = (name: string): ServiceDescription => descriptions.get(name) ?? plain;

/** The service that `X-Amz-Target` names, such as `Textract.DetectDocumentText`. */
export const serviceOfTarget = (target: string): string | undefined =>
  byTarget.get(target.slice(0, target.indexOf('.')));
