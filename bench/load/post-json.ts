import { Agent, request } from 'node:http';

export interface Poster {
  /** Resolves with status and body; rejects when the connection fails. */
  post(path: string, body: string): Promise<{ status: number; body: string }>;
  close(): void;
}

/** HTTP by hand: the generator shares the machine with what it measures, and `fetch` costs several times the CPU time. */
export function openPoster({ apiUrl, apiKey }: { apiUrl: string; apiKey: string }): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return {
    post: (path, body) =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${apiUrl}${path}`, { method: 'POST', agent, headers }, (incoming) => {
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
