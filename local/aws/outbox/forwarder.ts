import { setTimeout as pause } from 'node:timers/promises';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { simulatorDomain } from '../../../domain/mail/address.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../log.ts';
import { parseSendEmail } from '../ses/send-email-request.ts';
import { bareAddress, type Mail, type MailStore, type PendingForward } from './mail-store.ts';

export interface Forwarder {
  /** Called when a mail was added. */
  wake(): void;
  close(): Promise<void>;
}

/** Seven tries over about 17 hours; after the last the mail stays in the outbox as failed. */
const RETRY_MINUTES = [1, 5, 15, 60, 240, 720] as const;

/** After the outbox could not be written, as when the disk is full. */
const STORE_RETRY_MS = 10_000;

type Settled = Parameters<MailStore['settleForward']>[1];

const SEND_TIMEOUT_MS = 120_000;

/** For the mail that is being sent when the runtime ends. One that is held longer waits for the next start. */
const CLOSE_GRACE_MS = 2_000;

/** Recipients that exist: SES delivers nothing to its simulator, so neither does SMTP. */
export const realRecipients = ({ to, cc, bcc }: Mail): readonly string[] =>
  [...to, ...cc, ...bcc].map(bareAddress).filter((address) => !address.endsWith(`@${simulatorDomain}`));

/**
 * Sends pending mails on by SMTP, one after the other. What waits is in the outbox, so a kill loses none; a mail can go
 * twice.
 */
export function startForwarder(options: { mails: MailStore; smtpUrl: string; clock: Clock; log: Log }): Forwarder {
  const { mails, smtpUrl, clock, log } = options;
  const transport = createTransport({
    url: smtpUrl,
    dnsTimeout: 10_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  let cancelTimer = (): void => {};
  let running: Promise<void> | undefined;
  let closed = false;
  const ending = new AbortController();

  /** Outcomes of SMTP that could not be written: they are written first, so that no mail is sent again meanwhile. */
  const unwritten = new Map<number, Settled>();

  const settle = (seq: number, outcome: Settled): void => {
    unwritten.set(seq, outcome);
    mails.settleForward(seq, outcome);
    unwritten.delete(seq);
  };
  const forwardDue = async (): Promise<void> => {
    for (const [seq, outcome] of unwritten) settle(seq, outcome);
    for (let next = mails.nextForward(); next !== undefined && !closed; next = mails.nextForward()) {
      if (next.dueAtMs > clock.now()) {
        cancelTimer = clock.schedule(next.dueAtMs, wake);
        return;
      }
      await forward(next.pending);
    }
  };
  const forward = async ({ seq, ...pending }: PendingForward): Promise<void> => {
    try {
      await unlessLate(transport.sendMail(mailOptions(pending)), ending.signal);
    } catch (error) {
      if (ending.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      const retryMinutes = RETRY_MINUTES[pending.attemptCount];
      const state = retryMinutes === undefined ? 'failed' : 'pending';
      log.warn('A mail could not be sent on by SMTP', { messageId: pending.mail.MessageId, state, error: message });
      settle(seq, { state, error: message, dueAtMs: clock.now() + (retryMinutes ?? 0) * 60_000 });
      return;
    }
    settle(seq, { state: 'sent', error: null, dueAtMs: 0 });
  };
  const wake = (): void => {
    if (running !== undefined || closed) return;
    cancelTimer();
    running = forwardDue()
      .catch((error: unknown) => {
        log.warn('The outbox could not be read or written', { error: String(error) });
        cancelTimer = clock.schedule(clock.now() + STORE_RETRY_MS, wake);
      })
      .finally(() => {
        running = undefined;
      });
  };
  wake();
  return {
    wake,
    async close() {
      closed = true;
      cancelTimer();
      const patience = setTimeout(() => ending.abort(), CLOSE_GRACE_MS);
      await running;
      clearTimeout(patience);
      transport.close();
    },
  };
}

/**
 * Each step of SMTP has its own timeout; a server that trickles its answers would still delay all mails.
 */
async function unlessLate(sending: Promise<unknown>, ending: AbortSignal): Promise<void> {
  const late = new AbortController();
  const limit = pause(SEND_TIMEOUT_MS, undefined, { signal: AbortSignal.any([late.signal, ending]) }).then(() => {
    throw new Error(`The mail server has not taken the mail within ${SEND_TIMEOUT_MS / 1000} s`);
  });
  try {
    await Promise.race([sending, limit]);
  } finally {
    limit.catch(() => {});
    late.abort();
  }
}

function mailOptions({ mail, request }: Omit<PendingForward, 'seq'>): SendMailOptions {
  const { from, to, cc, replyTo, subject, text, html } = mail;
  const { Content } = parseSendEmail(JSON.parse(request));
  const envelope = { from: bareAddress(from), to: [...realRecipients(mail)] };
  if (Content.Raw !== undefined) return { envelope, raw: Buffer.from(Content.Raw.Data, 'base64') };
  const { 'Message-ID': messageId = '', ...headers } = mail.headers;
  const attachments = (Content.Simple?.Attachments ?? []).map(({ FileName, ContentType, RawContent }) => ({
    filename: FileName,
    content: Buffer.from(RawContent, 'base64'),
    ...(ContentType === undefined ? {} : { contentType: ContentType }),
  }));
  const body = { ...(text === '' ? {} : { text }), ...(html === '' ? {} : { html }) };
  return {
    envelope,
    from,
    to: [...to],
    cc: [...cc],
    replyTo: [...replyTo],
    subject,
    ...body,
    messageId,
    headers,
    attachments,
  };
}
