import * as z from 'zod/mini';
import { basicAuthorization } from '../../local/aws/authentication.ts';

/** A mail that SES has taken. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same on every copy of one message. */
  readonly notificationId: string;
}

export interface Outbox {
  /** The mails about one inquiry, to whomever, oldest first. */
  mailsAbout(inquiryId: string): Promise<readonly Mail[]>;
}

const Messages = z.object({
  messages: z.array(
    z.object({
      to: z.array(z.string()),
      subject: z.string(),
      text: z.string(),
      headers: z.record(z.string(), z.string()),
    }),
  ),
});

/** The secret matters where the endpoint asks for one. */
export function outboxAt(awsEndpoint: string, secretAccessKey = 'test'): Outbox {
  const headers = { authorization: basicAuthorization(secretAccessKey) };
  return {
    async mailsAbout(inquiryId) {
      const response = await fetch(`${awsEndpoint}/_aws/ses`, { headers });
      const { messages } = Messages.parse(await response.json());
      return messages
        .map(({ to, subject, text, headers }) => ({
          to: to.join(', '),
          subject,
          text,
          notificationId: headers['X-Notification-Id'] ?? '',
        }))
        .filter(({ notificationId }) => notificationId.startsWith(inquiryId));
    },
  };
}
