import * as z from 'zod/mini';
import { AgentId, type CompanyId, EscalationId, InquiryId } from '../../schemas/ids.ts';
import type { Mode } from '../../schemas/mode.ts';
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

/** The list a cursor belongs to: it continues that one and no other. */
export interface CursorScope {
  readonly companyId: CompanyId;
  readonly mode: Mode;
  /** The filter as the caller gave it. */
  readonly filter: Readonly<Record<string, string | undefined>>;
}

// JSON is self-delimiting, so that no filter can run into the cursor.
const bindingOf = ({ companyId, mode, filter }: CursorScope): string =>
  JSON.stringify([
    companyId,
    mode,
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .sort(),
  ]);

/** A cursor for the caller, worthless for every other tenant and list. */
export function cursorTokenOf(scope: CursorScope, cursor: string): string {
  const binding = bindingOf(scope);
  return sealed('cursor', binding + cursor).slice(binding.length);
}

/** The store's cursor inside the caller's; null when it was not issued for this list. */
export function readCursorToken(scope: CursorScope, token: string): string | null {
  const binding = bindingOf(scope);
  return unsealed('cursor', binding + token)?.slice(binding.length) ?? null;
}
