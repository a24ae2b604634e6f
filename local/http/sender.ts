import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who sends a request, as far as its browser tells: no page (a program, or a person who typed the address), a page of
 * the host that it goes to, or a page from elsewhere. Programs can claim anything, but nobody can make a browser do so.
 */
export type Sender = 'no_page' | 'own_page' | 'foreign_page';

/** `ownOrigins`: of the site, beside the one that the Host header names. */
export function senderOf(
  { host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders,
  ownOrigins: readonly string[] = [],
): Sender {
  if (origin !== undefined && origin !== 'null' && !isOwn(origin, { host, ownOrigins })) return 'foreign_page';
  switch (site) {
    case 'same-origin':
      return 'own_page';
    case 'none':
      return 'no_page';
    case undefined: // no browser, or one from before 2023
      return origin === undefined ? 'no_page' : origin === 'null' ? 'foreign_page' : 'own_page';
    default:
      return 'foreign_page';
  }
}

/** A page whose origin has the very host and port of the Host header is of the same origin, whatever the scheme before. */
function isOwn(origin: string, { host, ownOrigins }: { host: string | undefined; ownOrigins: readonly string[] }) {
  return (
    ownOrigins.includes(origin) || (host !== undefined && /^https?:\/\//.test(origin) && origin.endsWith(`//${host}`))
  );
}

/** A person followed a link or a bookmark: the whole tab goes there, and the page that held the link sees nothing of it. */
export const isVisit = ({ 'sec-fetch-mode': mode, 'sec-fetch-dest': dest }: IncomingHttpHeaders): boolean =>
  mode === 'navigate' && (dest === undefined || dest === 'document');
