import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { awsJson, type ServiceAnswer, type ServiceCall, service, targetOperation, usualThrottle } from '../service.ts';

/** The headers that the store reads; the caller's others concern its own connection. */
const PASSED_HEADERS = [
  'authorization',
  'content-type',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-target',
];
const RETURNED_HEADERS = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];

/** The control plane throttles under another name than the data plane. */
const CONTROL_PLANE = /Table|TimeToLive|Backup|Limits/;

/** Passes each call on to the store as it is. The store keeps one set of tables: accounts are not kept apart in it. */
export const dynamodb = service({
  errors: awsJson,
  targetPrefix: 'DynamoDB_20120810',
  operationOf: targetOperation,
  throttleOf: (operation) =>
    CONTROL_PLANE.test(operation)
      ? usualThrottle
      : {
          name: 'ProvisionedThroughputExceededException',
          status: 400,
          message: 'The level of configured provisioned throughput for the table was exceeded',
        },
  open({ store }: { store: { readonly endpoint: string } }) {
    const { hostname, port } = new URL(store.endpoint);
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    return (call) =>
      new Promise((resolve, reject) => {
        const headers = passedHeaders(call);
        const { method, path, signal } = call;
        // A caller that hung up frees the socket; otherwise hung calls would hold theirs forever.
        const request = httpRequest({ agent, hostname, port, method, path, headers, signal });
        request.on('response', (response) => collect(response).then(resolve, reject));
        request.on('error', (error) => reject(unreachable(error)));
        request.end(call.body);
      });
  },
});

function passedHeaders({ headers, body }: ServiceCall): Record<string, string> {
  const passed: Record<string, string> = { 'content-length': String(body.length) };
  for (const name of PASSED_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') passed[name] = value;
  }
  return passed;
}

function collect(response: IncomingMessage): Promise<ServiceAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', (error) => reject(unreachable(error)));
    response.on('end', () => {
      const [first = Buffer.alloc(0)] = chunks;
      const body = chunks.length <= 1 ? first : Buffer.concat(chunks);
      resolve({ status: response.statusCode ?? 500, headers: returnedHeaders(response), body });
    });
  });
}

function returnedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const returned: Record<string, string> = {};
  for (const name of RETURNED_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') returned[name] = value;
  }
  return returned;
}

/** Whether the store carried the call out is not known; the SDK retries a 500 as it would AWS's. */
function unreachable(cause: Error): AwsError {
  return new AwsError('InternalServerError', `The store did not answer: ${cause.message}`, { status: 500 });
}
