import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { giveBack } from '../http/body-buffer.ts';
import { isDiskRefusal } from '../system-errors.ts';
import { type Authentication, signInAnswer } from './authentication.ts';
import { AwsError } from './aws-error.ts';
import { createClockRoute, createFaultRoute } from './control-routes.ts';
import { LostResponseError } from './fault-rule.ts';
import type { Faults } from './faults.ts';
import { closeGracefully, type Listening, listen, readBody } from './http-server.ts';
import { assertLoopbackHost, assertNoPage, callerOf, IncomingCall, isForeignPage } from './incoming-call.ts';
import { findInternalRoute, type InternalRoute, type InternalRoutes, jsonAnswer } from './internal-route.ts';
import { type Log, silentLog } from './log.ts';
import type { AwsService, ServiceAnswer } from './service.ts';
import { describeService } from './services.ts';

export interface AwsEndpoint extends Listening {
  close(): Promise<void>;
}

interface EndpointOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Default 127.0.0.1; no name but loopback's is answered. */
  readonly host?: string;
  /** By the name in the credential scope: states, dynamodb, s3, lambda, textract, comprehend, bedrock, ses, sns, … */
  readonly services: Readonly<Record<string, AwsService>>;
  readonly faults: Faults;
  /** Default: a route that answers 409, as there is no clock to move. */
  readonly clockRoute?: InternalRoute;
  /** Further routes under `/_aws/`. */
  readonly routes?: InternalRoutes;
  /** Default: any signature of an ordinary call is good, and `/_aws/` needs none. */
  readonly authentication?: Authentication;
  readonly log?: Log;
}

/** Above the largest single body of a service here (SES, 40 MB); S3 objects above it are refused too. */
const MAX_BODY_BYTES = 100 * 1024 * 1024;
const CLOSE_GRACE_MS = 5_000;

/** One HTTP server for every service. The signature's credential scope names the service, else X-Amz-Target. */
export async function openAwsEndpoint(options: EndpointOptions): Promise<AwsEndpoint> {
  const { port, host = '127.0.0.1', services, faults, routes, log = silentLog } = options;
  const internalRoutes: InternalRoutes = {
    '/_aws/health': async () => jsonAnswer({ services: Object.keys(services) }),
    '/_aws/faults': createFaultRoute(faults),
    '/_aws/clock': options.clockRoute ?? createClockRoute(undefined),
    ...routes,
  };
  const context = { services, faults, log, routes: internalRoutes, authentication: options.authentication };
  // SDK clients hold their sockets open without end: an idle timeout here would only race their next call.
  const server = createServer({ keepAliveTimeout: 0, noDelay: true }, (request, response) => {
    response.sendDate = false;
    handle(context, request, response).catch((error: unknown) => {
      const report = request.complete ? log.error : log.debug; // incomplete: the caller hung up while sending
      report('The AWS endpoint could not answer', { path: request.url, error: String(error) });
      response.destroy();
    });
  });
  const listening = await listen(server, { port, host });
  return { ...listening, close: () => closeGracefully(server, CLOSE_GRACE_MS) };
}

interface Context {
  readonly services: Readonly<Record<string, AwsService>>;
  readonly faults: Faults;
  readonly routes: InternalRoutes;
  readonly authentication: Authentication | undefined;
  readonly log: Log;
}

async function handle(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const search = mark === -1 ? '' : url.slice(mark + 1);
  const requestId = randomUUID();
  try {
    assertLoopbackHost(request);
  } catch (error) {
    request.resume(); // unread, the body would hold the connection
    send(
      response,
      errorAnswer('', toAwsError(error, { log: context.log, service: '', requestId }), requestId),
      requestId,
    );
    return;
  }
  const body = await readBody(request, MAX_BODY_BYTES);

  if (path.startsWith('/_aws/')) {
    const bytes = body.kind === 'whole' ? body.bytes : Buffer.alloc(0);
    send(response, await answerInternal(context, request, { path, search, body: bytes }), requestId);
    return;
  }
  const caller = callerOf(request, search);
  const service = caller?.service ?? '';
  try {
    if (caller === undefined)
      throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', { status: 403 });
    if (service !== 's3') assertNoPage(request.headers);
    if (body.kind === 'too_large') throw tooLarge(service);
    const call = new IncomingCall({ request, response, caller, path, search, body: body.bytes });
    send(response, await answerService(context, call), requestId);
  } catch (error) {
    if (error instanceof LostResponseError) request.socket.destroy();
    else
      send(
        response,
        errorAnswer(service, toAwsError(error, { log: context.log, service, requestId }), requestId),
        requestId,
      );
  } finally {
    if (body.kind === 'whole') giveBack(body.bytes);
  }
}

async function answerService(context: Context, call: IncomingCall): Promise<ServiceAnswer> {
  const { services, faults, authentication } = context;
  const { operationOf, signatureError = 'InvalidSignatureException' } = describeService(call.service);
  await authentication?.assertSigned(call, signatureError);
  const service = Object.hasOwn(services, call.service) ? services[call.service] : undefined;
  if (service === undefined)
    throw new AwsError('UnknownOperationException', `Service ${call.service} is not supported by this endpoint`);
  // The Lambda runtime puts faults on invocations itself, as the workflow engine invokes in process.
  if (!faults.active || call.service === 'lambda') return service(call);
  const target = { service: call.service, operation: operationOf(call), body: call.body };
  return faults.run(target, { signal: call.signal }, () => service(call));
}

async function answerInternal(
  { routes, authentication }: Pick<Context, 'routes' | 'authentication'>,
  request: IncomingMessage,
  { path, search, body }: { path: string; search: string; body: Buffer },
): Promise<ServiceAnswer> {
  if (isForeignPage(request.headers)) return jsonAnswer({ message: 'Only pages of this host may ask' }, 403);
  if (authentication?.isSignedIn(request.headers) === false) return signInAnswer;
  const route = findInternalRoute(routes, path);
  if (route === undefined) return jsonAnswer({ message: `There is no ${path} here` }, 404);
  const { method = 'GET', headers } = request;
  return route({ method, path, query: new URLSearchParams(search), headers, body });
}

function tooLarge(service: string): AwsError {
  const message = `The body is larger than this endpoint takes (${MAX_BODY_BYTES} bytes)`;
  return new AwsError(service === 's3' ? 'EntityTooLarge' : 'RequestEntityTooLargeException', message, {
    status: service === 's3' ? 400 : 413,
  });
}

function toAwsError(error: unknown, { log, ...fields }: { log: Log; service: string; requestId: string }): AwsError {
  if (error instanceof AwsError) return error;
  const refused = diskRefusal(fields.service, error);
  if (refused !== undefined) {
    log.warn('A service could not write to the disk', { ...fields, error: String(error) });
    return refused;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  log.error('A service failed in a way it does not know', { ...fields, stack });
  return new AwsError('InternalFailure', 'The request failed for a reason inside the local service', { status: 500 });
}

function send(response: ServerResponse, { status, headers, body }: ServiceAnswer, requestId: string): void {
  if (response.destroyed) return;
  const lines: string[] = [];
  for (const name in headers) lines.push(name, headers[name] ?? '');
  // Nothing here is a page of this origin but what says so itself: no text of a stranger is guessed to be one.
  if (headers['x-content-type-options'] === undefined) lines.push('x-content-type-options', 'nosniff');
  if (headers['content-security-policy'] === undefined) lines.push('content-security-policy', 'sandbox');
  lines.push('cross-origin-opener-policy', 'same-origin');
  if (headers['x-amzn-requestid'] === undefined) lines.push('x-amzn-requestid', requestId);
  if (headers['content-length'] === undefined && status !== 304 && status !== 204)
    lines.push('content-length', String(typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength));
  response.writeHead(status, lines);
  response.end(body);
  if (typeof body !== 'string') response.once('close', () => giveBack(body));
}

function errorAnswer(service: string, error: AwsError, requestId: string): ServiceAnswer {
  const answer = describeService(service).errors(error, requestId);
  return { ...answer, headers: { ...error.headers, ...answer.headers } };
}

/** Causes nest: the journal wraps SQLite's error. */
const DEEPEST_CAUSE = 3;

/**
 * The answer of a service whose write the disk refused; undefined for any other error. It has a throttle's name, so
 * that the state machine waits the disk out for hours, where a transient fault's would hand the inquiry to people in a
 * minute.
 */
function diskRefusal(service: string, error: unknown): AwsError | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST_CAUSE; depth += 1) {
    if (isDiskRefusal(current)) {
      const message = 'The disk of the data folder takes no writes at present; free some space';
      return new AwsError(service === 's3' ? 'SlowDown' : 'ThrottlingException', message, { status: 503 });
    }
    current = current instanceof Error ? current.cause : undefined;
  }
  return undefined;
}
