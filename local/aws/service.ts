import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error.ts';

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

/**
 * An emulated AWS service. Throws `AwsError` for what AWS would refuse; anything else becomes a 500 InternalFailure.
 */
export type AwsService = (call: ServiceCall) => Promise<ServiceAnswer>;

/** The part of a call that names its operation. */
type NamedCall = Pick<ServiceCall, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** How a service says "later": a name that the Retriers match, so they differ as AWS's do. */
interface Throttle {
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

/** How a service names its operations, and the form of its errors. */
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

export type JsonOperation = (input: Readonly<Record<string, unknown>>, call: ServiceCall) => Promise<object>;

/**
 * A service of the AWS JSON 1.0/1.1 protocol: the operation is the last part of `X-Amz-Target`. An operation that is
 * not in the table is refused as AWS refuses an unknown one, never answered with a made-up success.
 */
export function jsonService(version: '1.0' | '1.1', operations: Readonly<Record<string, JsonOperation>>): AwsService {
  return async (call) => {
    const name = targetOperation(call);
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined)
      throw new AwsError('UnknownOperationException', `Operation ${name || '(none)'} is not supported`);
    const output = await operation(parseInput(call.body), call);
    return {
      status: 200,
      headers: { 'content-type': `application/x-amz-json-${version}` },
      body: JSON.stringify(output),
    };
  };
}

function parseInput(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input };
  } catch {
    // falls through to the same refusal as a body of another JSON type
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
}

/** The operation that `X-Amz-Target` names. */
export function targetOperation({ headers }: NamedCall): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.slice(target.lastIndexOf('.') + 1) : '';
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const KEPT_CONTROLS: ReadonlySet<string> = new Set(['\n', '\r', '\t']);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes for XML and HTML text and attributes; control characters that XML 1.0 cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return replaceControls(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function replaceControls(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (KEPT_CONTROLS.has(character) ? character : '\uFFFD'));
}
