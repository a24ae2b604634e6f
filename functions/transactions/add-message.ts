import { staffMailDueAt, startDueAt } from '../../domain/inquiry/due-times.ts';
import { Run } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { Escalation, type EscalationItem } from '../entities/escalation.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { Message, type MessageItem } from '../entities/message.ts';
import { createNotification, staffNotificationId } from '../entities/notification.ts';
import { recordEvent } from '../entities/timeline.ts';

export type NewMessage = Pick<MessageItem, 'by' | 'text'> & { readonly nowMs: EpochMs };

/**
 * While the machine is at work: the message raises the run, since the answer in progress does not know it. Start the
 * run afterwards; the current one finds itself superseded.
 */
export const addMessageAndRaiseRun = (inquiry: InquiryItem, message: NewMessage): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, text, nowMs } = message;
  const nextRun = Run.parse(run + 1);
  return commit([
    changeInquiry({ inquiryId, run, event: 'message_added', set: { run: nextRun }, nowMs }),
    Message.inTransaction().create({ inquiryId, run: nextRun, number: 0, by, text, createdAtMs: nowMs }).commit(),
    recordEvent({ inquiryId, run: nextRun, kind: 'message_added', atMs: nowMs, facts: { by } }),
    setDue(inquiry, startDueAt(nowMs)),
  ]);
};

/**
 * While people have the case: the message joins the run, and a mail to the owner becomes due. Wake the execution that
 * waits afterwards. afterwards. Before the escalation is open there is no owner to mail, and its opening finds the
 * message.
 */
export const addMessageForStaff = (
  { inquiry, open }: { inquiry: InquiryItem; open: EscalationItem | undefined },
  message: NewMessage & Pick<MessageItem, 'number'>,
): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, text, number, nowMs } = message;
  return commit([
    changeInquiry({ inquiryId, run, event: 'message_added', set: {}, nowMs }),
    Message.inTransaction().create({ inquiryId, run, number, by, text, createdAtMs: nowMs }).commit(),
    recordEvent({ inquiryId, run, kind: 'message_added', atMs: nowMs, facts: { by } }),
    ...(open === undefined ? [] : mailToOwner(open, nowMs)),
  ]);
};

function mailToOwner(open: EscalationItem, nowMs: EpochMs) {
  const { inquiryId, escalationId, version, run, ownerAgentId, generation, dueAtMs } = open;
  return [
    Escalation.inTransaction()
      .patch({ inquiryId, escalationId })
      .add({ version: 1 })
      .where((attribute, { eq, notExists }) =>
        [notExists(attribute.reply), eq(attribute.version, version), eq(attribute.state, 'open')].join(' AND '),
      )
      .commit(),
    createNotification({
      inquiryId,
      notificationId: staffNotificationId(escalationId, version + 1),
      kind: 'staff_message',
      run,
      escalationId,
      agentId: ownerAgentId,
      generation,
      nowMs,
    }),
    setDue(open, staffMailDueAt(nowMs, dueAtMs)),
  ];
}
