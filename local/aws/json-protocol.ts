import { AwsError } from './aws-error.ts';
import type { AwsService, NamedCall, ServiceCall } from './service.ts';

export type JsonOperation = (input: Readonly<Record<string, unknown>>, call: ServiceCall) => Promise<object>;

/**
 * A service of the AWS JSON 1.0/1.1 protocol: the operation is the last part of `X-Amz-Target`.
 * An operation that is not in the table is refused as AWS refuses an unknown one, never answered with a made-up success.
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
