import { connect } from 'node:net';
import { bytesOf, type WireAnswer, type WireRequest } from './request.ts';

/** No answer takes longer than the gateway's 29 seconds; a busy machine is given more. */
const deadlineMs = 60_000;

/** Sends a request on a connection of its own. Rejects when there is no whole answer in time. */
export function send(request: WireRequest, port: number): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const chunks: Buffer[] = [];
    const late = AbortSignal.timeout(deadlineMs);
    const giveUp = (reason: string): void => {
      socket.destroy();
      reject(new Error(reason));
    };
    const hung = (): void => giveUp(`no answer within ${deadlineMs / 1_000} s`);
    late.addEventListener('abort', hung);
    socket.on('connect', () => socket.write(bytesOf(request)));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {}); // what has been read by then decides
    socket.on('close', () => {
      late.removeEventListener('abort', hung);
      const answer = parseAnswer(Buffer.concat(chunks));
      if (answer === undefined) reject(new Error('the connection was closed without a whole answer'));
      else resolve(answer);
    });
    socket.on('end', () => socket.end());
  });
}

/** The last answer of what was read, behind interim ones; undefined when it is not whole. */
export function parseAnswer(bytes: Buffer): WireAnswer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  const rest = bytes.subarray(end + 4);
  if (status >= 100 && status < 200) return parseAnswer(rest);
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(line.indexOf(':') + 1).trim()]);
  }
  const length = Number(headers.get('content-length')?.[0] ?? 0);
  if (!(status >= 200 && status < 600)) return undefined;
  return { status, headers, body: rest.subarray(0, length).toString('utf8') };
}
