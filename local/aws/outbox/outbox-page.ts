import { escapeXml } from '../xml.ts';
import { type Mail, shownAddress } from './mail.ts';
import type { ForwardState, StoredMail } from './mail-store.ts';

export const PAGE_SIZE = 50;

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
export function listPage(entries: readonly StoredMail[]): string {
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
export function mailPage({ mail, forwardState, forwardError }: StoredMail): string {
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
export function mailBodyPage({ html }: Mail): string {
  return `<!doctype html><base target="_blank">${html}`;
}

function layout(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeXml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}
