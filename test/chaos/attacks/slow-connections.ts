import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * Opens connections that begin a request and never end it. The server may close them; the caller destroys what is left.
 */
export async function holdOpen(
  apiUrl: string,
  { count, withBody }: { count: number; withBody: boolean },
): Promise<readonly Socket[]> {
  const { hostname, port } = new URL(apiUrl);
  const begun = withBody
    ? 'POST /v1/inquiries HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{'
    : 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ';
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect({ port: Number(port), host: hostname });
      socket.on('error', () => {}); // being cut off is what the server may do
      await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
      socket.write(begun);
      return socket;
    }),
  );
}
