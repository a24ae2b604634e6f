import * as z from 'zod/mini';
import type { Clock } from '../../clock.ts';
import type { InternalRoutes } from '../internal-route.ts';
import { type Log, silentLog } from '../log.ts';
import { openTopics, type Topics } from '../sns/topics.ts';
import { realRecipients, startForwarder } from './forwarder.ts';
import { type Mail, openMailStore } from './mail-store.ts';
import { createOutboxRoutes } from './outbox-routes.ts';

export interface Outbox {
  readonly clock: Clock;
  /**
   * Keeps the mail, and forwards it if SMTP is configured and it has recipients; `request` is its SendEmail
   * request as JSON.
   */
  addMail(mail: Mail, request: string): void;
  readonly topics: Topics;
  /** `/_aws/ses`, `/_aws/outbox` and `/_aws/sns`. */
  readonly routes: InternalRoutes;
  close(): Promise<void>;
}

interface OutboxOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  /** Also sends mails by SMTP; default: only the outbox. */
  readonly smtpUrl?: string;
  readonly log?: Log;
}

/** Where everything ends that leaves the system: mails of SES and messages of SNS, kept under the data folder. */
export function openOutbox({ dataDir, clock, smtpUrl, log = silentLog }: OutboxOptions): Outbox {
  const mails = openMailStore(dataDir);
  const topics = openTopics(dataDir);
  const forwarder = smtpUrl === undefined ? undefined : startForwarder({ mails, smtpUrl, clock, log });
  const listening: Topics = {
    ...topics,
    publish(message) {
      topics.publish(message);
      const erased = erasedInquiryOf(message.Message);
      if (erased !== null) mails.forget(erased);
    },
  };
  return {
    clock,
    addMail(mail, request) {
      const isForwarded = forwarder !== undefined && realRecipients(mail).length > 0;
      mails.add(mail, isForwarded ? { request, dueAtMs: clock.now() } : undefined);
      forwarder?.wake();
    },
    topics: listening,
    routes: createOutboxRoutes(mails, topics),
    async close() {
      await forwarder?.close();
      mails.close();
      topics.close();
    },
  };
}

const ErasureMessage = z.object({
  type: z.literal('inquiry.erased'),
  inquiryId: z.string().check(z.regex(/^[0-9a-z]{26}$/)),
});

/** The inquiry that a topic's message says is erased; null for any other message. */
function erasedInquiryOf(message: string): string | null {
  try {
    const parsed = ErasureMessage.safeParse(JSON.parse(message));
    return parsed.success ? parsed.data.inquiryId : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
