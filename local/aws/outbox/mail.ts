/** A mail as the outbox keeps and shows it. Addresses are as the sender wrote them, with or without a name. */
export interface Mail {
  readonly MessageId: string;
  /** ISO 8601, by the runtime's clock. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly MailAttachment[];
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** An address as a mail program shows it: names that are MIME encoded words (RFC 2047, base64 of UTF-8) are read. */
export const shownAddress = (address: string): string =>
  address.replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, base64: string) =>
    Buffer.from(base64, 'base64').toString('utf8'),
  );

/** The bare, lower-case address in `Name <a@b>` or `a@b`. */
export function bareAddress(address: string): string {
  const [, inner = address] = /<([^<>]*)>\s*$/.exec(address) ?? [];
  return inner.trim().toLowerCase();
}
