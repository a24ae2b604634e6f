import * as z from 'zod/mini';
import { AgentId, EscalationId, InquiryId } from '../../schemas/ids.ts';
import { EpochMs } from '../../schemas/units.ts';
import { sealed, unsealed } from './mac.ts';

/** The customer's token: it reads one inquiry's status and requests a person. `st.<inquiryId>.<MAC>` */
export const statusTokenOf = (inquiryId: InquiryId): string => sealed('status', `st.${inquiryId}`);

/** The inquiry of a status token; null when it was not issued here. */
export function readStatusToken(token: string): InquiryId | null {
  const text = unsealed('status', token);
  if (text === null || !text.startsWith('st.')) return null;
  const inquiryId = InquiryId.safeParse(text.slice('st.'.length));
  return inquiryId.success ? inquiryId.data : null;
}

const ReplyLink = z.object({
  escalationId: EscalationId,
  agentId: AgentId,
  /** The ownership of the escalation for which the link was sent; a later owner's links have a higher one. */
  generation: z.int().check(z.gte(0)),
  expiresAtMs: EpochMs,
});
type ReplyLink = z.infer<typeof ReplyLink>;

/** The link in an agent's mail. `rt.<escalationId>.<agentId>.<generation>.<expiresAtMs>.<MAC>` */
export const replyTokenOf = ({ escalationId, agentId, generation, expiresAtMs }: ReplyLink): string =>
  sealed('reply', ['rt', escalationId, agentId, generation, expiresAtMs].join('.'));

/** The content of a reply link, expired or not; null when it was not issued here. */
export function readReplyToken(token: string): ReplyLink | null {
  const text = unsealed('reply', token);
  if (text === null) return null;
  const [kind, escalationId, agentId, generation, expiresAtMs] = text.split('.');
  if (kind !== 'rt') return null;
  const link = ReplyLink.safeParse({
    escalationId,
    agentId,
    generation: Number(generation),
    expiresAtMs: Number(expiresAtMs),
  });
  return link.success ? link.data : null;
}
