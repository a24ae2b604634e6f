import type { MailAttachment } from '../outbox/mail-store.ts';

/** The parts of a MIME message that the outbox shows. */
export interface ParsedMime {
  /** By lower-case name, unfolded and decoded; of a repeated one the last. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
}

const MAX_DEPTH = 10;

/** Parses RFC 5322 and MIME as far as the outbox needs: first text, first HTML, attachments. */
export function parseMime(source: Buffer, depth = 0): ParsedMime {
  const raw = source.toString('latin1');
  const gap = /\r?\n\r?\n/.exec(raw);
  const head = raw.slice(0, gap?.index);
  const body = gap === null ? '' : raw.slice(gap.index + gap[0].length);
  const headers = parseHeaders(head);
  const { value: type, parameters } = parseParameters(headers['content-type'] ?? 'text/plain');
  const parsed = { headers: decodedHeaders(headers), text: '', html: '', attachments: [] };
  if (type.startsWith('multipart/') && parameters.boundary !== undefined && depth < MAX_DEPTH)
    return { ...parsed, ...joined(splitParts(body, parameters.boundary).map((part) => parseMime(part, depth + 1))) };
  const content = decodeTransfer(body, headers['content-transfer-encoding'] ?? '');
  const disposition = parseParameters(headers['content-disposition'] ?? '');
  const filename = disposition.parameters.filename ?? parameters.name;
  if (disposition.value === 'attachment' || filename !== undefined || !type.startsWith('text/'))
    return {
      ...parsed,
      attachments: [{ filename: decodeWords(filename ?? 'unnamed'), contentType: type, sizeBytes: content.length }],
    };
  const text = decodeCharset(content, parameters.charset ?? 'utf-8');
  return type === 'text/html' ? { ...parsed, html: text } : { ...parsed, text };
}

function joined(parts: readonly ParsedMime[]): Omit<ParsedMime, 'headers'> {
  return {
    text: parts.find(({ text }) => text !== '')?.text ?? '',
    html: parts.find(({ html }) => html !== '')?.html ?? '',
    attachments: parts.flatMap(({ attachments }) => attachments),
  };
}

function parseHeaders(head: string): Readonly<Record<string, string>> {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const pairs = lines
    .filter((line) => line.includes(':'))
    .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  return Object.fromEntries(pairs);
}

function decodedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, decodeWords(Buffer.from(value, 'latin1').toString('utf8'))]),
  );
}

/** `value; name=word; name="quoted"` */
function parseParameters(header: string): { value: string; parameters: Readonly<Record<string, string>> } {
  const [value = '', ...rest] = header.split(';');
  const pairs = [...rest.join(';').matchAll(/(?<![\w*-])([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;]+))/g)];
  const parameters = Object.fromEntries(
    pairs.map(([, name = '', quoted, word]) => [name.toLowerCase(), quoted ?? word ?? '']),
  );
  return { value: value.trim().toLowerCase(), parameters };
}

function splitParts(body: string, boundary: string): readonly Buffer[] {
  const [, ...parts] = `\n${body}`.split(`\n--${boundary}`);
  return parts
    .filter((part) => !part.startsWith('--'))
    .map((part) => Buffer.from(part.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''), 'latin1'));
}

function decodeTransfer(body: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(unquote(body.replace(/(?<![ \t])[ \t]*\r?$/gm, '').replace(/=\n/g, '')), 'latin1');
    default:
      return Buffer.from(body, 'latin1');
  }
}

function unquote(text: string): string {
  return text.replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** `=?charset?B|Q?…?=`; white space between two such words is not part of the text (RFC 2047). */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, kind: string, word: string) =>
      decodeCharset(
        kind.toLowerCase() === 'b'
          ? Buffer.from(word, 'base64')
          : Buffer.from(unquote(word.replaceAll('_', ' ')), 'latin1'),
        charset,
      ),
    );
}

function decodeCharset(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('latin1'); // an unknown charset: show its bytes
  }
}
