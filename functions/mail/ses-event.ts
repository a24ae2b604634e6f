import * as z from 'zod/mini';
import { InquiryId } from '../../schemas/ids.ts';

/** What SES publishes of a mail (its event JSON, field `eventType`), as far as it is needed: no address is read. */
const mail = z.object({
  messageId: z.string(),
  headers: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
});

export const SesEvent = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']) }),
  }),
  z.object({ eventType: z.literal('Complaint'), mail }),
  z.object({ eventType: z.literal('Delivery'), mail }),
  z.object({ eventType: z.literal('Reject'), mail }),
]);
export type SesEvent = z.infer<typeof SesEvent>;

/** The event in an SNS message; null for anything else, as the plain sentence that SES sends when it is given a topic. */
export function sesEventOf(message: string): SesEvent | null {
  try {
    const parsed = SesEvent.safeParse(JSON.parse(message));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Which of our mails it is, by the header that `sendMail` set: the inquiry's id begins the notification's. */
export function notificationKeyOf({ mail: { headers = [] } }: SesEvent): {
  inquiryId: InquiryId;
  notificationId: string;
} | null {
  const notificationId = headers.find(({ name }) => name.toLowerCase() === 'x-notification-id')?.value;
  const inquiryId = InquiryId.safeParse(notificationId?.split('-')[0]);
  return notificationId !== undefined && inquiryId.success ? { inquiryId: inquiryId.data, notificationId } : null;
}
