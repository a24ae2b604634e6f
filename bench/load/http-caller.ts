import { Agent, request } from 'node:http';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Caller {
  /** Resolves with status and body; rejects when the connection fails. */
  call(call: Call): Promise<{ status: number; body: string }>;
  close(): void;
}

/** HTTP by hand: the generator shares the machine with what it measures, and `fetch` costs several times the CPU time. */
export function openCaller({ apiUrl, apiKey }: { apiUrl: string; apiKey: string }): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const always = { authorization: `Bearer ${apiKey}` };
  return {
    call: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const typed = body === undefined ? {} : { 'content-type': 'application/json' };
        const options = { method, agent, headers: { ...always, ...typed, ...headers } };
        const outgoing = request(`${apiUrl}${path}`, options, (incoming) => {
          let text = '';
          incoming.setEncoding('utf8');
          incoming.on('data', (chunk: string) => {
            text += chunk;
          });
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
          incoming.on('error', reject);
        });
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}
