import { type InternalRoute, type InternalRoutes, jsonAnswer, methodNotAllowed } from '../internal-route.ts';
import type { ServiceAnswer } from '../service.ts';
import type { Topics } from '../sns/topics.ts';
import type { MailStore, StoredMail } from './mail-store.ts';
import { listPage, mailBodyPage, mailPage, PAGE_SIZE } from './outbox-page.ts';

/** Mails as JSON at `/_aws/ses` and for people at `/_aws/outbox`; what topics got at `/_aws/sns`. */
export function createOutboxRoutes(mails: MailStore, topics: Topics): InternalRoutes {
  const list: InternalRoute = async ({ query }) => {
    const before = Number(query.get('before') ?? Number.MAX_SAFE_INTEGER);
    return page(listPage(mails.page({ before: Number.isSafeInteger(before) ? before : 0, limit: PAGE_SIZE })));
  };
  return {
    '/_aws/ses': json(mails),
    '/_aws/ses/': list,
    '/_aws/outbox': list,
    '/_aws/outbox/*': message(mails),
    '/_aws/sns': published(topics),
  };
}

/** `GET` lists, oldest first, by `?to=` or `?id=` where given; `DELETE` empties it. */
function json(mails: MailStore): InternalRoute {
  return async ({ method, query }) => {
    if (method === 'DELETE') mails.clear();
    else if (method !== 'GET') return methodNotAllowed('GET, DELETE');
    const to = query.get('to');
    const id = query.get('id');
    const entries = mails.list({ ...(to === null ? {} : { to }), ...(id === null ? {} : { id }) });
    return jsonAnswer({ messages: entries.map(jsonMail) });
  };
}

/** `GET` lists what was published, oldest first; `DELETE` empties it. */
function published(topics: Topics): InternalRoute {
  return async ({ method }) => {
    if (method === 'DELETE') topics.clear();
    else if (method !== 'GET') return methodNotAllowed('GET, DELETE');
    return jsonAnswer({ messages: topics.list() });
  };
}

function jsonMail({ mail, forwardState, forwardError }: StoredMail): object {
  return { ...mail, forwardState, ...(forwardError === null ? {} : { forwardError }) };
}

/** `/_aws/outbox/<id>` is the message, `/_aws/outbox/<id>/html` its HTML body for the frame in it. */
function message(mails: MailStore): InternalRoute {
  return async ({ path }) => {
    const [id = '', part] = path.slice('/_aws/outbox/'.length).split('/');
    const [entry] = mails.list({ id });
    if (entry === undefined) return jsonAnswer({ message: 'There is no such mail' }, 404);
    return part === 'html' ? framed(mailBodyPage(entry.mail)) : page(mailPage(entry));
  };
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
/** A mail is somebody else's HTML: no script, no forms, nothing fetched; its links open in a tab of their own. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";

function page(html: string): ServiceAnswer {
  return htmlAnswer(html, PAGE_POLICY);
}

function framed(html: string): ServiceAnswer {
  return htmlAnswer(html, MAIL_POLICY);
}

function htmlAnswer(body: string, policy: string): ServiceAnswer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
  return { status: 200, headers, body };
}
