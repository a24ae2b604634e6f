import type { AwsError } from './aws-error.ts';
import type { ServiceAnswer } from './service.ts';
import { escapeXml, XML_DECLARATION } from './xml.ts';

type ErrorShape = (error: AwsError, requestId: string) => ServiceAnswer;

/** How an error looks on the wire depends on the service's protocol; the ones not named speak AWS JSON. */
const SHAPES: Readonly<Record<string, ErrorShape>> = {
  s3: restXml,
  sns: query,
  lambda: restJson,
  bedrock: restJson,
  ses: restJson,
  scheduler: restJson,
};

export function errorAnswer(service: string, error: AwsError, requestId: string): ServiceAnswer {
  const answer = (SHAPES[service] ?? awsJson)(error, requestId);
  return { ...answer, headers: { ...error.headers, ...answer.headers } };
}

function awsJson({ name, message, status, details }: AwsError): ServiceAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message, ...details }),
  };
}

function restJson({ name, message, status, details }: AwsError): ServiceAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ message, ...details }),
  };
}

/** An S3 error's details are elements of their own, such as Key or BucketName. */
function restXml({ name, message, status, details }: AwsError, requestId: string): ServiceAnswer {
  const elements = Object.entries({ Code: name, Message: message, ...details, RequestId: requestId });
  const body = elements.map(([tag, value]) => `<${tag}>${escapeXml(String(value))}</${tag}>`).join('');
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: status === 304 ? '' : `${XML_DECLARATION}<Error>${body}</Error>`,
  };
}

function query({ name, message, status }: AwsError, requestId: string): ServiceAnswer {
  const error = `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${escapeXml(name)}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`,
  };
}
