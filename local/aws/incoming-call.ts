import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './credential-scope.ts';
import type { ServiceCall } from './service.ts';

interface Parts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
  readonly path: string;
  readonly search: string;
  readonly body: Buffer;
}

/** A call whose query and abort signal are made only when a service asks for them: most calls need neither. */
export class IncomingCall implements ServiceCall {
  readonly service: string;
  readonly account: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly #search: string;
  readonly #response: ServerResponse;
  #query: URLSearchParams | undefined;
  #signal: AbortSignal | undefined;

  constructor({ request, response, caller, path, search, body }: Parts) {
    this.service = caller.service;
    this.account = caller.account;
    this.region = caller.region;
    this.method = request.method ?? 'GET';
    this.path = path;
    this.headers = request.headers;
    this.body = body;
    this.#search = search;
    this.#response = response;
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.#search);
    return this.#query;
  }

  get signal(): AbortSignal {
    this.#signal ??= abortedOnHangUp(this.#response);
    return this.#signal;
  }
}

function abortedOnHangUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (response.destroyed) controller.abort();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
