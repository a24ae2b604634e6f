import { overdueMs } from '../inquiry/due-times.ts';
import type { Finding } from './finding.ts';
import type { Audited, AuditedDelivery, AuditedJob, InquiryCase } from './inquiry-case.ts';

/** Unfinished work has a live run or due work; finished inquiries have no due work. */
export function workFindings(
  present: InquiryCase,
  { inquiry, nowMs }: { inquiry: Audited<'inquiry'>; nowMs: number },
): readonly Finding[] {
  const { inquiryId, dueWork, execution } = present;
  const { status, run } = inquiry;
  const isWaiting = status === 'pending' || status === 'escalated';
  const mails = present.notifications.filter((item) => mustGoOut(item, present));
  if (dueWork === null) {
    return [
      ...(isWaiting && execution !== 'RUNNING'
        ? [{ name: 'no_run_and_no_work' as const, inquiryId, detail: `${status}, run ${run} is ${execution}` }]
        : []),
      ...mails.map(({ notificationId }) => ({ name: 'mail_without_work' as const, inquiryId, detail: notificationId })),
      ...unwiped(present, inquiry),
    ];
  }
  const atRest = status === 'resolved' && mails.length === 0;
  const lateMs = nowMs - dueWork.dueAtMs;
  // An answer judged helpful leaves its work due, which the sweeper's next pass ends.
  const isAboutToEnd = lateMs >= 0 && lateMs <= overdueMs.late;
  if (atRest) return isAboutToEnd ? [] : [{ name: 'orphan_work', inquiryId, detail: `the inquiry is ${status}` }];
  if (lateMs <= overdueMs.late) return [];
  const name = lateMs > overdueMs.forgotten ? 'work_forgotten' : 'work_overdue';
  return [{ name, inquiryId, detail: `${status}, ${Math.round(lateMs / 60_000)} min late` }];
}

/** A wipe deletes its due work last: nothing wipes items that are left after that. */
function unwiped(
  { inquiryId, answers, escalations, notifications }: InquiryCase,
  { status }: Audited<'inquiry'>,
): readonly Finding[] {
  const left = answers.length + escalations.length + notifications.length;
  return status === 'erased' && left > 0
    ? [{ name: 'erasure_unfinished', inquiryId, detail: `${left} items are left` }]
    : [];
}

/** Whether judging the case needs the status of its run: it waits, and no due work drives it. */
export const needsExecution = ({ inquiry, dueWork }: InquiryCase): boolean =>
  dueWork === null && (inquiry?.status === 'pending' || inquiry?.status === 'escalated');

/** A due mail that delivery would send: of the current answer, or to an open escalation's current owner. */
function mustGoOut(mail: Audited<'notification'>, { inquiry, escalations }: InquiryCase): boolean {
  if (mail.state !== 'due') return false;
  if (mail.kind === 'answer') {
    const isAnswered = inquiry?.status === 'ai_responded' || inquiry?.status === 'resolved';
    return isAnswered && inquiry.answeredRun === mail.run;
  }
  return escalations.some(
    ({ escalationId, state, generation }) =>
      escalationId === mail.escalationId && state === 'open' && generation === mail.generation,
  );
}

/** A pending webhook delivery has the job of its id; without one the sweeper never delivers it. */
export const deliveryFindings = (
  pending: readonly AuditedDelivery[],
  jobIds: ReadonlySet<string>,
): readonly Finding[] =>
  pending
    .filter(({ webhookDeliveryId }) => !jobIds.has(webhookDeliveryId))
    .map(({ companyId, webhookDeliveryId }) => ({
      name: 'delivery_without_job',
      webhookDeliveryId,
      detail: `of company ${companyId}`,
    }));

/** Claiming a job postpones it first, so a job long past its time has been forgotten. */
export function jobFindings({ jobId, kind, dueAtMs }: AuditedJob, nowMs: number): readonly Finding[] {
  const lateMs = nowMs - dueAtMs;
  if (lateMs <= overdueMs.late) return [];
  const name = lateMs > overdueMs.forgotten ? 'job_forgotten' : 'job_overdue';
  return [{ name, jobId, detail: `${kind}, ${Math.round(lateMs / 60_000)} min late` }];
}
