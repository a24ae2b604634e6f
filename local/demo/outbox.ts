import * as z from 'zod/mini';
import { basicAuthorization } from '../aws/authentication.ts';

/** A mail as the runtime's outbox shows it. */
export const OutboxMail = z.object({
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
});
export type OutboxMail = z.infer<typeof OutboxMail>;

const Outbox = z.object({ messages: z.array(OutboxMail) });

/** The mails about one inquiry, to `recipient` where given, oldest first; their notification ids begin with its id. */
export async function mailsOf(
  inquiryId: string,
  options: { awsEndpoint: string; secretAccessKey: string; recipient: string | undefined },
): Promise<readonly OutboxMail[]> {
  const { awsEndpoint, secretAccessKey, recipient } = options;
  const query = recipient === undefined ? '' : `?to=${encodeURIComponent(recipient)}`;
  const response = await fetch(`${awsEndpoint}/_aws/ses${query}`, {
    headers: { authorization: basicAuthorization(secretAccessKey) },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok)
    throw new Error(`The outbox answered ${response.status}: is AWS_SECRET_ACCESS_KEY that of the runtime?`);
  const { messages } = Outbox.parse(await response.json());
  return messages.filter(({ headers }) => headers['X-Notification-Id']?.startsWith(inquiryId) === true);
}

const replyLink = /https?:\/\/\S{1,300}\/r\/[^\s<>")]+/;

/** The link by which its reader replies; null in a mail that has none. */
export const replyLinkOf = ({ text }: OutboxMail): string | null => replyLink.exec(text)?.[0] ?? null;
