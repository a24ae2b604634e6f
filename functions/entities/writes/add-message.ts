import { staffMailDueAt, startDueAt } from '../../../domain/inquiry/due-times.ts';
import { Run } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import type { EscalationItem } from '../models/escalation.ts';
import type { InquiryItem } from '../models/inquiry.ts';
import type { MessageItem } from '../models/message.ts';
import type { TransactionEntities } from '../service.ts';
import { changeInquiry } from './change-inquiry.ts';
import { setDue } from './due.ts';
import { recordEvent } from './event.ts';
import { createNotification, staffNotificationId } from './notification.ts';

export type NewMessage = Pick<MessageItem, 'by' | 'text'> & { readonly nowMs: EpochMs };

/**
 * While the machine is at work: the message raises the run, since the answer being made knows nothing of it. Start the
 * run afterwards; the one at work finds itself superseded.
 */
export const addMessageAndRaiseRun = (inquiry: InquiryItem, message: NewMessage): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, text, nowMs } = message;
  const nextRun = Run.parse(run + 1);
  return commit((entity) => [
    changeInquiry(entity, { inquiryId, run, event: 'message_added', set: { run: nextRun }, nowMs }),
    entity.message.create({ inquiryId, run: nextRun, number: 0, by, text, createdAtMs: nowMs }).commit(),
    recordEvent(entity, { inquiryId, run: nextRun, kind: 'message_added', atMs: nowMs, facts: { by } }),
    setDue(entity, inquiry, startDueAt(nowMs)),
  ]);
};

/**
 * While people have the case: the message joins the run, and a mail to the owner becomes due. Ring the bell afterwards.
 * Before the escalation is open there is nobody to mail, and who opens it finds the message.
 */
export const addMessageForStaff = (
  { inquiry, open }: { inquiry: InquiryItem; open: EscalationItem | undefined },
  message: NewMessage & Pick<MessageItem, 'number'>,
): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, text, number, nowMs } = message;
  return commit((entity) => [
    changeInquiry(entity, { inquiryId, run, event: 'message_added', set: {}, nowMs }),
    entity.message.create({ inquiryId, run, number, by, text, createdAtMs: nowMs }).commit(),
    recordEvent(entity, { inquiryId, run, kind: 'message_added', atMs: nowMs, facts: { by } }),
    ...(open === undefined ? [] : mailToOwner(entity, open, nowMs)),
  ]);
};

function mailToOwner(entity: TransactionEntities, open: EscalationItem, nowMs: EpochMs) {
  const { inquiryId, escalationId, version, run, ownerAgentId, generation, dueAtMs } = open;
  return [
    entity.escalation
      .patch({ inquiryId, escalationId })
      .add({ version: 1 })
      .where((attribute, { eq, notExists }) =>
        [notExists(attribute.reply), eq(attribute.version, version), eq(attribute.state, 'open')].join(' AND '),
      )
      .commit(),
    createNotification(entity, {
      inquiryId,
      notificationId: staffNotificationId(escalationId, version + 1),
      kind: 'staff_message',
      run,
      escalationId,
      agentId: ownerAgentId,
      generation,
      nowMs,
    }),
    setDue(entity, open, staffMailDueAt(nowMs, dueAtMs)),
  ];
}
