import type { WordLanguage } from '../../domain/words/word-language.ts';
import { type MailBlock, oneLine, textOf } from './blocks.ts';
import { htmlOf } from './render-html.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Links a mail to its notification and to the other mails about the same inquiry. */
export interface MailIdentity {
  /** The same on every resend, which distinguishes a second copy from a second message. */
  readonly notificationId: string;
  readonly inquiryId: string;
}

const subjectCharacters = 150;

export function composeMail({
  subject,
  ...content
}: MailIdentity & {
  readonly language: WordLanguage;
  readonly companyName: string;
  readonly accentColor: string;
  readonly subject: string;
  readonly blocks: readonly MailBlock[];
  /** The mail's own link; its host is in the generated message id by which mail clients group. */
  readonly linkUrl: string;
}): Mail {
  const subjectLine = oneLine(subject, subjectCharacters);
  return {
    subject: subjectLine,
    text: textOf(content.blocks),
    html: htmlOf({ ...content, title: subjectLine }),
    headers: headersOf(content),
  };
}

function headersOf({
  notificationId,
  inquiryId,
  linkUrl,
}: MailIdentity & { readonly linkUrl: string }): Mail['headers'] {
  const threadRoot = `<${headerValue(`${inquiryId}@${new URL(linkUrl).hostname}`)}>`;
  return {
    'X-Notification-Id': headerValue(notificationId),
    'In-Reply-To': threadRoot,
    References: threadRoot,
    // Keeps absence notes from answering (RFC 3834).
    'Auto-Submitted': 'auto-generated',
  };
}

/** Ids are ASCII without spaces; anything else could end the header and begin another one. */
function headerValue(value: string): string {
  if (!/^[\x21-\x7e]{1,400}$/.test(value)) {
    throw new TypeError(`a mail header is ${JSON.stringify(value)}, expected 1–400 printable ASCII characters`);
  }
  return value;
}
