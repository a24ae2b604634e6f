import * as z from 'zod/mini';
import { AgentId, EscalationId, InquiryId } from '../../schemas/ids.ts';
import { EpochMs } from '../../schemas/units.ts';
import { sealed, unsealed } from './mac.ts';

/** What the customer holds: reads one inquiry's status and asks for a person, nothing else. `st.<inquiryId>.<MAC>` */
export const statusTokenOf = (inquiryId: InquiryId): string => sealed('status', `st.${inquiryId}`);

/** The inquiry a status token was made for; null when it was not made here. */
export function readStatusToken(token: string): InquiryId | null {
  const text = unsealed('status', token);
  if (text === null || !text.startsWith('st.')) return null;
  const inquiryId = InquiryId.safeParse(text.slice('st.'.length));
  return inquiryId.success ? inquiryId.data : null;
}

const ReplyLink = z.object({
  escalationId: EscalationId,
  agentId: AgentId,
  /** Which ownership of the escalation the link was sent for; a later owner's links have a higher one. */
  generation: z.int().check(z.gte(0)),
  expiresAtMs: EpochMs,
});
type ReplyLink = z.infer<typeof ReplyLink>;

/** What an agent's mail links to. `rt.<escalationId>.<agentId>.<generation>.<expiresAtMs>.<MAC>` */
export const replyTokenOf = ({ escalationId, agentId, generation, expiresAtMs }: ReplyLink): string =>
  sealed('reply', ['rt', escalationId, agentId, generation, expiresAtMs].join('.'));

/** What a reply link was made for, expired or not; null when it was not made here. */
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
