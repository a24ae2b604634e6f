import { overdueMs } from '../inquiry/due-times.ts';
import type { Finding } from './finding.ts';
import type { Audited, AuditedDelivery, AuditedJob, InquiryCase } from './inquiry-case.ts';

/** What still has to happen is driven by a live run or by due work; where nothing has to, there is no due work. */
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
  // An answer judged helpful leaves its work due at once, for the sweeper's next pass to end.
  const isAboutToEnd = lateMs >= 0 && lateMs <= overdueMs.late;
  if (atRest) return isAboutToEnd ? [] : [{ name: 'orphan_work', inquiryId, detail: `the inquiry is ${status}` }];
  if (lateMs <= overdueMs.late) return [];
  const name = lateMs > overdueMs.forgotten ? 'work_forgotten' : 'work_overdue';
  return [{ name, inquiryId, detail: `${status}, ${Math.round(lateMs / 60_000)} min late` }];
}

/** A wipe deletes its due work last: what outlives that is wiped by nobody. */
function unwiped(
  { inquiryId, answers, escalations, notifications }: InquiryCase,
  { status }: Audited<'inquiry'>,
): readonly Finding[] {
  const left = answers.length + escalations.length + notifications.length;
  return status === 'erased' && left > 0
    ? [{ name: 'erasure_unfinished', inquiryId, detail: `${left} items are left` }]
    : [];
}

/** Whether the case can only be judged once it is known how its run stands: it waits, and no due work drives it. */
export const needsExecution = ({ inquiry, dueWork }: InquiryCase): boolean =>
  dueWork === null && (inquiry?.status === 'pending' || inquiry?.status === 'escalated');

/** A due mail that delivery would not pass over: of the current answer, or of an open escalation's present owner. */
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

/** A webhook that is still to be delivered has the job of its id, by which the sweeper takes it up: without one it never goes out. */
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

/** Whoever takes a job up moves its time on first, so that one long past its time has been passed over. */
export function jobFindings({ jobId, kind, dueAtMs }: AuditedJob, nowMs: number): readonly Finding[] {
  const lateMs = nowMs - dueAtMs;
  if (lateMs <= overdueMs.late) return [];
  const name = lateMs > overdueMs.forgotten ? 'job_forgotten' : 'job_overdue';
  return [{ name, jobId, detail: `${kind}, ${Math.round(lateMs / 60_000)} min late` }];
}
