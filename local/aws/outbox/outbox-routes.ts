import { type InternalRoute, type InternalRoutes, jsonAnswer, methodNotAllowed } from '../internal-route.ts';
import { escapeXml, type ServiceAnswer } from '../service.ts';
import type { Topics } from '../sns/topics.ts';
import { type ForwardState, type Mail, type MailStore, type StoredMail, shownAddress } from './mail-store.ts';

/** Mails as JSON at `/_aws/ses` and for people at `/_aws/outbox`; messages of topics at `/_aws/sns`. */
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

/** `GET` lists the messages, oldest first; `DELETE` empties the list. */
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
/** A mail is foreign HTML: no script, no forms, nothing fetched; its links open in a new tab. */
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

const PAGE_SIZE = 50;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 56rem; padding: 1rem; }
  a { color: inherit; } ol { list-style: none; padding: 0; }
  li a { display: block; padding: .75rem .25rem; border-bottom: 1px solid #8884; text-decoration: none; overflow-wrap: anywhere; }
  li a:hover, li a:focus { background: #8882; } strong { display: block; }
  small, dt { opacity: .75; } dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem .75rem; }
  dd { margin: 0; overflow-wrap: anywhere; } pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
  iframe { width: 100%; height: 70vh; border: 1px solid #8884; background: #fff; }`;

/** The newest mails, and a link to older ones when the page is full. */
function listPage(entries: readonly StoredMail[]): string {
  const items = entries.map(({ mail, forwardState }) => listItem(mail, forwardState)).join('');
  const last = entries.at(-1);
  const older =
    last !== undefined && entries.length === PAGE_SIZE
      ? `<p><a href="/_aws/outbox?before=${last.seq}">Older · 이전 메일</a></p>`
      : '';
  const empty = entries.length === 0 ? '<p>No mail yet. · 아직 메일이 없습니다.</p>' : '';
  return layout('Outbox · 보낸 메일', `<h1>Outbox · 보낸 메일</h1>${empty}<ol>${items}</ol>${older}`);
}

function listItem(mail: Mail, state: ForwardState): string {
  const line = [mail.to.join(', '), mail.at.replace('T', ' ').slice(0, 19), ...stateText(state)]
    .map(escapeXml)
    .join(' · ');
  return `<li><a href="${linkOf(mail)}"><strong>${escapeXml(mail.subject || '(no subject)')}</strong><small>${line}</small></a></li>`;
}

function stateText(state: ForwardState): readonly string[] {
  return state === 'kept' ? [] : [`SMTP ${state}`];
}

function linkOf({ MessageId }: Mail): string {
  return `/_aws/outbox/${encodeURIComponent(MessageId)}`;
}

/** One mail: its text, its HTML in a sandboxed frame, its headers. */
function mailPage({ mail, forwardState, forwardError }: StoredMail): string {
  const rows: readonly (readonly [string, string])[] = [
    ['From', shownAddress(mail.from)],
    ['To', mail.to.join(', ')],
    ['Cc', mail.cc.join(', ')],
    ['Bcc', mail.bcc.join(', ')],
    ['Reply-To', mail.replyTo.join(', ')],
    ['At', mail.at],
    [
      'Attached',
      mail.attachments
        .map(({ filename, contentType, sizeBytes }) => `${filename} (${contentType}, ${sizeBytes} bytes)`)
        .join(', '),
    ],
    ['SMTP', [...stateText(forwardState), forwardError ?? ''].join(' ').trim()],
  ];
  const html =
    mail.html === ''
      ? ''
      : `<iframe title="HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${linkOf(mail)}/html"></iframe>`;
  const text = mail.text === '' ? '' : `<pre>${linked(mail.text)}</pre>`;
  const body = html === '' ? text : `${html}<details><summary>Text</summary>${text}</details>`;
  const headers = `<details><summary>Headers</summary>${table(Object.entries(mail.headers))}</details>`;
  return layout(
    mail.subject,
    `<p><a href="/_aws/outbox">← Outbox · 보낸 메일</a></p><h1>${escapeXml(mail.subject)}</h1>${table(rows)}${body}${headers}`,
  );
}

function table(rows: readonly (readonly [string, string])[]): string {
  const shown = rows.filter(([, value]) => value !== '');
  return `<dl>${shown.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(value)}</dd>`).join('')}</dl>`;
}

/** Web addresses become links; everything is escaped first, so a link holds only escaped text. */
function linked(text: string): string {
  return escapeXml(text).replace(/https?:\/\/(?:(?!&lt;|&gt;|&quot;|&#39;)[^\s<>"'])+/g, (url) => {
    const address = url.replace(/(?<![.,;:!?)\]])[.,;:!?)\]]+$/, '');
    const rest = url.slice(address.length);
    return `<a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a>${rest}`;
  });
}

/** The HTML body alone, for the frame; its links open outside of it. */
function mailBodyPage({ html }: Mail): string {
  return `<!doctype html><base target="_blank">${html}`;
}

function layout(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeXml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}
