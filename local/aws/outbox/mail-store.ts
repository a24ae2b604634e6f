import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { inTransaction } from '../../atomic-writes.ts';

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

/** The outcome of a mail by SMTP: `kept` when none is configured. */
export type ForwardState = 'kept' | 'pending' | 'sent' | 'failed';

export interface StoredMail {
  readonly seq: number;
  readonly mail: Mail;
  readonly forwardState: ForwardState;
  readonly forwardError: string | null;
}

export interface PendingForward {
  readonly seq: number;
  /** The SendEmail request as JSON. */
  readonly request: string;
  readonly mail: Mail;
  readonly attemptCount: number;
}

export interface MailStore {
  /** `request` undefined: the mail is only kept. */
  add(mail: Mail, forward?: { request: string; dueAtMs: number }): void;
  /** Oldest first. */
  list(filter?: { to?: string; id?: string }): readonly StoredMail[];
  /** Newest first, below `before`. */
  page(page: { before: number; limit: number }): readonly StoredMail[];
  /** Deletes the mails about an inquiry, those that wait for SMTP too, and leaves no trace of them in the file. */
  forget(inquiryId: string): void;
  clear(): void;
  nextForward(): { readonly dueAtMs: number; readonly pending: PendingForward } | undefined;
  settleForward(seq: number, outcome: { state: ForwardState; error: string | null; dueAtMs: number }): void;
  close(): void;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS mail (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, mail TEXT NOT NULL, request TEXT,
    forward_state TEXT NOT NULL, forward_error TEXT, attempt_count INTEGER NOT NULL DEFAULT 0, due_at_ms INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS pending_mail ON mail (due_at_ms) WHERE forward_state = 'pending';
  CREATE INDEX IF NOT EXISTS mail_thread ON mail (json_extract(mail, '$.headers.References'));
  CREATE TABLE IF NOT EXISTS recipient (address TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (address, seq)) WITHOUT ROWID;`;

/** Mails in SQLite under the data folder: accepted mails stay readable after a restart or a kill. */
export function openMailStore(dataDir: string): MailStore {
  const database = new DatabaseSync(join(dataDir, 'mail.db'));
  database.exec(SCHEMA);
  const insert = database.prepare(
    'INSERT INTO mail (id, mail, request, forward_state, due_at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const insertRecipient = database.prepare('INSERT OR IGNORE INTO recipient VALUES (?, ?)');
  const all = database.prepare('SELECT * FROM mail ORDER BY seq');
  const byId = database.prepare('SELECT * FROM mail WHERE id = ?');
  const byRecipient = database.prepare(
    'SELECT mail.* FROM recipient JOIN mail USING (seq) WHERE address = ? ORDER BY seq',
  );
  const newest = database.prepare('SELECT * FROM mail WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  const next = database.prepare("SELECT * FROM mail WHERE forward_state = 'pending' ORDER BY due_at_ms LIMIT 1");
  const settle = database.prepare(
    'UPDATE mail SET forward_state = ?, forward_error = ?, due_at_ms = ?, attempt_count = attempt_count + 1 WHERE seq = ?',
  );
  // A mail about an inquiry refers to `<inquiryId@host>`; `A` is the character after `@`.
  const ofThread = `json_extract(mail, '$.headers.References') >= '<' || ? || '@' AND json_extract(mail, '$.headers.References') < '<' || ? || 'A'`;
  const forgetRecipients = database.prepare(
    `DELETE FROM recipient WHERE seq IN (SELECT seq FROM mail WHERE ${ofThread})`,
  );
  const forgetMails = database.prepare(`DELETE FROM mail WHERE ${ofThread}`);
  return {
    forget(inquiryId) {
      inTransaction(database, () => {
        forgetRecipients.run(inquiryId, inquiryId);
        forgetMails.run(inquiryId, inquiryId);
      });
      // Deleted data is overwritten in the database, but is still in its log.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE);');
    },
    add(mail, forward) {
      const { request = null, dueAtMs = 0 } = forward ?? {};
      const state = request === null ? 'kept' : 'pending';
      inTransaction(database, () => {
        const { lastInsertRowid } = insert.run(mail.MessageId, JSON.stringify(mail), request, state, dueAtMs);
        for (const address of [...mail.to, ...mail.cc, ...mail.bcc])
          insertRecipient.run(bareAddress(address), lastInsertRowid);
      });
    },
    list({ to, id } = {}) {
      const rows = id !== undefined ? byId.all(id) : to !== undefined ? byRecipient.all(bareAddress(to)) : all.all();
      return rows.map((found) => entryOf(mailRow.parse(found)));
    },
    page: ({ before, limit }) => newest.all(before, limit).map((found) => entryOf(mailRow.parse(found))),
    clear: () => inTransaction(database, () => database.exec('DELETE FROM recipient; DELETE FROM mail;')),
    nextForward() {
      const found = next.get();
      if (found === undefined) return undefined;
      const row = mailRow.parse(found);
      const pending = {
        seq: row.seq,
        request: row.request ?? '',
        mail: entryOf(row).mail,
        attemptCount: row.attempt_count,
      };
      return { dueAtMs: row.due_at_ms, pending };
    },
    settleForward: (seq, { state, error, dueAtMs }) => void settle.run(state, error, dueAtMs, seq),
    close: () => database.close(),
  };
}

const mailRow = z.object({
  seq: z.number(),
  mail: z.string(),
  request: z.nullable(z.string()),
  forward_state: z.enum(['kept', 'pending', 'sent', 'failed']),
  forward_error: z.nullable(z.string()),
  attempt_count: z.number(),
  due_at_ms: z.number(),
});

const storedMail = z.object({
  MessageId: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), sizeBytes: z.number() })),
});

function entryOf({ seq, mail, forward_state, forward_error }: z.infer<typeof mailRow>): StoredMail {
  return { seq, mail: storedMail.parse(JSON.parse(mail)), forwardState: forward_state, forwardError: forward_error };
}
