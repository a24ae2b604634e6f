import { AwsError } from '../aws/aws-error.ts';
import type { Log } from '../aws/log.ts';
import type { AwsService, ServiceAnswer, ServiceCall } from '../aws/service.ts';
import {
  assertPayloadSize,
  bareFunctionName,
  functionNotFound,
  type InvokeCall,
  type InvokeResult,
} from './invocation.ts';

interface Invoker {
  readonly invoke: (call: InvokeCall) => Promise<InvokeResult>;
  readonly has: (name: string) => boolean;
  readonly log: Log;
}

const INVOKE_PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** `Invoke` of the Lambda API: RequestResponse, Event and DryRun. */
export function createInvokeService(invoker: Invoker): AwsService {
  return async (call) => {
    const [, encodedName] = INVOKE_PATH.exec(call.path) ?? [];
    if (encodedName === undefined || call.method !== 'POST')
      throw new AwsError('UnknownOperationException', `${call.method} ${call.path} is not supported`, { status: 404 });
    const functionName = decodeURIComponent(encodedName);
    const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    assertNoAuthorizer(call.body.toString('utf8'));
    switch (type) {
      case 'RequestResponse':
        return answer(await invoker.invoke(invokeCall(call, { functionName, type })));
      case 'Event':
        return invokeLater(invoker, call, functionName);
      case 'DryRun':
        assertExists(invoker, call, functionName);
        return { status: 204, headers: {}, body: '' };
      default:
        throw new AwsError('InvalidParameterValueException', 'InvocationType must be Event, RequestResponse or DryRun');
    }
  };
}

/**
 * Only the gateway says who a caller is: an event that names an authorizer's word, wherever in it, would be taken for
 * the gateway's. What is no JSON reaches no function.
 */
function assertNoAuthorizer(payload: string): void {
  let isNamed = false;
  try {
    JSON.parse(payload, (key, value) => {
      isNamed ||= key === 'authorizer' || key === '__proto__';
      return value;
    });
  } catch {
    return;
  }
  if (isNamed)
    throw new AwsError('AccessDeniedException', "An event sent here cannot carry an authorizer's context", {
      status: 403,
    });
}

function invokeCall(
  { account, region, body, signal }: ServiceCall,
  target: { functionName: string; type: 'RequestResponse' | 'Event' },
): InvokeCall {
  return { account, region, payload: body.toString('utf8'), signal, ...target };
}

function answer({ payload, functionError, executedVersion, requestId }: InvokeResult): ServiceAnswer {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-amz-executed-version': executedVersion,
    'x-amzn-requestid': requestId,
  };
  if (functionError !== undefined) headers['x-amz-function-error'] = functionError;
  return { status: 200, headers, body: payload };
}

/**
 * Answers at once. What the function does no longer reaches the caller, so a failure is logged; there are no retries.
 */
function invokeLater(invoker: Invoker, call: ServiceCall, functionName: string): ServiceAnswer {
  assertExists(invoker, call, functionName);
  const later = invokeCall(call, { functionName, type: 'Event' });
  assertPayloadSize(later.payload, { type: 'Event' });
  invoker.invoke({ ...later, signal: new AbortController().signal }).then(
    ({ functionError, requestId }) => {
      if (functionError !== undefined)
        invoker.log.warn('An asynchronous invocation failed', { functionName, requestId });
    },
    (error: unknown) =>
      invoker.log.warn('An asynchronous invocation was refused', { functionName, error: String(error) }),
  );
  return { status: 202, headers: {}, body: '' };
}

function assertExists({ has }: Invoker, call: ServiceCall, functionName: string): void {
  const name = bareFunctionName(functionName);
  if (!has(name)) throw functionNotFound(call, name);
}
