import type { AwsError } from './aws-error.ts';
import type { ServiceAnswer } from './service.ts';
import { escapeXml, XML_DECLARATION } from './xml.ts';

/** How an error looks on the wire, by the service's protocol. */
export type ErrorShape = (error: AwsError, requestId: string) => ServiceAnswer;

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
