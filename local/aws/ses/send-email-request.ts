import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import { bareAddress, type Mail } from '../outbox/mail-store.ts';
import { type ParsedMime, parseMime } from './mime.ts';

const part = z.object({ Data: z.string() });
const addresses = z._default(z.array(z.string()), []);

/** SendEmail of SES v2, as far as it is supported: templates are refused. */
const sendEmailRequest = z.object({
  FromEmailAddress: z.optional(z.string()),
  Destination: z._default(z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }), {
    ToAddresses: [],
    CcAddresses: [],
    BccAddresses: [],
  }),
  ReplyToAddresses: addresses,
  Content: z.object({
    Simple: z.optional(
      z.object({
        Subject: part,
        Body: z.object({ Text: z.optional(part), Html: z.optional(part) }),
        Headers: z._default(z.array(z.object({ Name: z.string(), Value: z.string() })), []),
        Attachments: z._default(
          z.array(z.object({ FileName: z.string(), ContentType: z.optional(z.string()), RawContent: z.string() })),
          [],
        ),
      }),
    ),
    Raw: z.optional(part),
    Template: z.optional(z.unknown()),
  }),
});

export type SendEmailRequest = z.infer<typeof sendEmailRequest>;
export type SimpleContent = NonNullable<SendEmailRequest['Content']['Simple']>;

const MAX_RECIPIENTS = 50;
const MAX_HEADERS = 15;

/** Throws BadRequestException for what SES would refuse. */
export function parseSendEmail(input: unknown): SendEmailRequest {
  const parsed = sendEmailRequest.safeParse(input);
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
  const { Content } = parsed.data;
  if (Content.Template !== undefined) throw badRequest('Templates are not supported by this endpoint');
  if ((Content.Simple === undefined) === (Content.Raw === undefined))
    throw badRequest('Content must be either Simple or Raw');
  if (Content.Simple !== undefined) assertSimple(Content.Simple);
  return parsed.data;
}

function assertSimple({ Body, Headers }: SimpleContent): void {
  if (Body.Text === undefined && Body.Html === undefined) throw badRequest('Message body is empty');
  if (Headers.length > MAX_HEADERS)
    throw badRequest(`A message may have ${MAX_HEADERS} headers, got ${Headers.length}`);
  for (const { Name, Value } of Headers)
    if (!/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(Name) || !/^[\x20-\x7e]{1,870}$/.test(Value))
      throw badRequest('A header has a name or value that is not allowed');
}

export function toMail(request: SendEmailRequest, stamp: { MessageId: string; at: string; region: string }): Mail {
  const { MessageId, at } = stamp;
  const { Simple, Raw } = request.Content;
  const mime = parseMime(Buffer.from(Raw?.Data ?? '', 'base64'));
  const mail = {
    MessageId,
    at,
    ...addressing(request, mime),
    ...(Simple === undefined ? rawParts(mime) : simpleParts(Simple)),
  };
  assertAddresses(mail);
  // SES writes these two itself, whatever the sender set.
  const own = { 'message-id': `<${MessageId}@${stamp.region}.amazonses.com>`, date: new Date(at).toUTCString() };
  const kept = Object.entries(mail.headers).filter(([name]) => !(name.toLowerCase() in own));
  return { ...mail, headers: { ...Object.fromEntries(kept), 'Message-ID': own['message-id'], Date: own.date } };
}

function addressing({ Destination, FromEmailAddress, ReplyToAddresses }: SendEmailRequest, { headers }: ParsedMime) {
  const listed = Object.values(Destination).flat();
  const inMime = (name: string): readonly string[] => (listed.length === 0 ? splitAddresses(headers[name] ?? '') : []);
  return {
    from: FromEmailAddress ?? headers.from ?? '',
    to: [...Destination.ToAddresses, ...inMime('to')],
    cc: [...Destination.CcAddresses, ...inMime('cc')],
    bcc: [...Destination.BccAddresses, ...inMime('bcc')],
    replyTo: ReplyToAddresses.length > 0 ? ReplyToAddresses : splitAddresses(headers['reply-to'] ?? ''),
  };
}

/** Commas part addresses, except inside a quoted name. */
function splitAddresses(list: string): readonly string[] {
  return (list.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((address) => address.trim()).filter((address) => address !== '');
}

function rawParts({ headers, text, html, attachments }: ParsedMime) {
  return { headers, text, html, attachments, subject: headers.subject ?? '' };
}

function simpleParts({ Subject, Body, Headers, Attachments }: SimpleContent) {
  return {
    subject: Subject.Data,
    text: Body.Text?.Data ?? '',
    html: Body.Html?.Data ?? '',
    headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
    attachments: Attachments.map(({ FileName, ContentType = 'application/octet-stream', RawContent }) => ({
      filename: FileName,
      contentType: ContentType,
      sizeBytes: Buffer.from(RawContent, 'base64').length,
    })),
  };
}

function assertAddresses({ from, to, cc, bcc, replyTo }: Pick<Mail, 'from' | 'to' | 'cc' | 'bcc' | 'replyTo'>): void {
  const recipients = [...to, ...cc, ...bcc];
  if (recipients.length === 0) throw badRequest('Destination has no recipient');
  if (recipients.length > MAX_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  for (const address of [from, ...recipients, ...replyTo])
    if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(bareAddress(address))) throw badRequest("Missing final '@domain'");
}

function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
