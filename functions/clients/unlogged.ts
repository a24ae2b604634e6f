interface Logging {
  readonly middlewareStack: { remove(name: string): boolean };
}

/** Without the SDK's logging of calls: it copies input and output of each for a log that nobody has asked for. */
export function unlogged<Client extends Logging>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
