import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { GatewayAnswer } from './proxy-response.ts';

/** Answers for the console's files; undefined for a path that is none of the console's. */
export type ConsoleFiles = (method: string, path: string) => GatewayAnswer | undefined;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The same as CloudFront sets before the bucket. */
const headers: GatewayAnswer['headers'] = [
  [
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ],
  ['strict-transport-security', 'max-age=63072000; includeSubDomains'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['cache-control', 'no-cache'],
];

const prefix = '/console/';

/**
 * The agents' console under `/console/`, from the files of `folder` as they were at the start: a name that is not among
 * them is no file, whatever it spells. Where there is no folder there is no console.
 */
export function createConsoleFiles(folder: string): ConsoleFiles {
  if (!existsSync(join(folder, 'index.html'))) return () => undefined;
  const files = new Map(
    readdirSync(folder).flatMap((name) => {
      const contentType = contentTypes[extname(name)];
      return contentType === undefined
        ? []
        : [[name, { contentType, body: readFileSync(join(folder, name)) }] as const];
    }),
  );
  return (method, path) => {
    if (path === '/console') return { status: 308, headers: [...headers, ['location', prefix]], body: Buffer.alloc(0) };
    if (!path.startsWith(prefix)) return undefined;
    const file = files.get(path.slice(prefix.length) || 'index.html');
    if (file === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
    return { status: 200, headers: [...headers, ['content-type', file.contentType]], body: file.body };
  };
}
