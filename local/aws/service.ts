import type { IncomingHttpHeaders } from 'node:http';
import type { AwsError } from './aws-error.ts';
import { escapeXml, XML_DECLARATION } from './xml.ts';

/** One signed call that reached the AWS endpoint. `body` is raw; `path` is still percent-encoded. */
export interface ServiceCall {
  readonly service: string;
  /** 12 digits: the access key id where it is one, else 000000000000. Tests are kept apart by it. */
  readonly account: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborted when the caller hung up. */
  readonly signal: AbortSignal;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** An emulated AWS service. Throws `AwsError` for what AWS would refuse; anything else becomes a 500 InternalFailure. */
export type AwsService = (call: ServiceCall) => Promise<ServiceAnswer>;

/** What of a call names its operation. */
export type NamedCall = Pick<ServiceCall, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** How a service says "later": a name that the Retriers match, so they differ as AWS's do. */
interface Throttle {
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

/** How a service's requests are told apart, and how its errors look. */
export interface ServiceDescription {
  readonly errors: ErrorShape;
  /** Of X-Amz-Target, by which a call that is not signed finds its service. */
  readonly targetPrefix?: string;
  /** AWS's name of the operation, so that a fault can be put on it; empty when the request names none we know. */
  readonly operationOf: (call: NamedCall) => string;
  /** By operation where they differ; default: ThrottlingException. */
  readonly throttleOf?: (operation: string) => Throttle;
  /** Name of the error for a wrong signature; default: InvalidSignatureException. */
  readonly signatureError?: string;
}

/** All that the endpoint needs of a service: `open` makes its handler from what the runtime has opened before. */
interface Service<Parts> extends ServiceDescription {
  open(parts: Parts): AwsService;
}

/** The descriptor of a service, as its folder exports it; local/aws/services.ts lists them. */
export const service = <Parts extends object = object>(descriptor: Service<Parts>): Service<Parts> => descriptor;

export const usualThrottle: Throttle = { name: 'ThrottlingException', status: 400, message: 'Rate exceeded' };

/** How an error looks on the wire, by the service's protocol. */
type ErrorShape = (error: AwsError, requestId: string) => ServiceAnswer;

export function awsJson({ name, message, status, details }: AwsError): ServiceAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message, ...details }),
  };
}

export function restJson({ name, message, status, details }: AwsError): ServiceAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ message, ...details }),
  };
}

/** An S3 error's details are elements of their own, such as Key or BucketName. */
export function restXml({ name, message, status, details }: AwsError, requestId: string): ServiceAnswer {
  const elements = Object.entries({ Code: name, Message: message, ...details, RequestId: requestId });
  const body = elements.map(([tag, value]) => `<${tag}>${escapeXml(String(value))}</${tag}>`).join('');
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: status === 304 ? '' : `${XML_DECLARATION}<Error>${body}</Error>`,
  };
}

export function queryXml({ name, message, status }: AwsError, requestId: string): ServiceAnswer {
  const error = `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${escapeXml(name)}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`,
  };
}
