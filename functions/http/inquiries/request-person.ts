import { mayHappen } from '../../../domain/inquiry/status.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findInquiry, type InquiryItem } from '../../entities/inquiry.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { markPersonRequested, raiseRunForPerson } from '../../transactions/raise-run.ts';
import { startRunOrLeaveIt } from '../shared/executions.ts';

/** A concurrent change is read and decided again; more of them at one time do not occur naturally. */
const attempts = 3;

interface Asked {
  readonly by: 'customer' | 'company';
  readonly nowMs: EpochMs;
}

/**
 * Requests a person, as the inquiry's status allows: a mark for the current run, or a new run after an answer. A
 * repeat changes nothing. Returns the head afterwards. @throws ProblemError status_conflict, erased
 */
export async function requestPerson(inquiry: InquiryItem, asked: Asked): Promise<InquiryItem> {
  let current = inquiry;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const isAsked = current.escalationRequested && (current.status === 'pending' || current.status === 'escalated');
    if (isAsked) return current;
    const outcome = await ask(current, asked);
    const after = await findInquiry(inquiry.inquiryId);
    if (after === null || after.status === 'erased') throw new ProblemError('erased');
    if (outcome.kind === 'committed') {
      if (after.run !== current.run) await startRunOrLeaveIt(after);
      return after;
    }
    current = after;
  }
  throw new ProblemError('status_conflict', { detail: 'The inquiry keeps changing; try again' });
}

function ask(inquiry: InquiryItem, asked: Asked) {
  if (mayHappen(inquiry.status, 'person_requested')) return markPersonRequested(inquiry, asked);
  if (mayHappen(inquiry.status, 'escalation_requested')) return raiseRunForPerson(inquiry, asked);
  throw new ProblemError('status_conflict', { detail: `The inquiry is ${inquiry.status}: a person has it already` });
}

/** True when the customer's page may offer it. */
export const mayRequestPerson = ({ status, escalationRequested }: InquiryItem): boolean =>
  (mayHappen(status, 'person_requested') && !escalationRequested) || mayHappen(status, 'escalation_requested');
