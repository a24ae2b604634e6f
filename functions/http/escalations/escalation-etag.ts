import type { EscalationItem } from '../../entities/escalation.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isKnown } from '../views/inquiry-etag.ts';

interface Versioned {
  readonly inquiry: Pick<InquiryItem, 'version'>;
  readonly escalation: Pick<EscalationItem, 'escalationId' | 'version'>;
}

/** Strong: a case shows its escalation and its inquiry, and each has a version that rises with every change. */
export const escalationEtagOf = ({ inquiry, escalation }: Versioned): string =>
  `"${escalation.escalationId}-v${escalation.version}.${inquiry.version}"`;

/** The tags of `If-Match`. @throws ProblemError precondition_required when there is none */
export function requireIfMatch(headers: Readonly<Record<string, string>>): string {
  const ifMatch = headers['if-match']?.trim() ?? '';
  if (ifMatch !== '') return ifMatch;
  throw new ProblemError('precondition_required', {
    detail: 'If-Match is missing: send the ETag of the escalation as you have read it',
  });
}

/** @throws ProblemError version_conflict when `ifMatch` names neither this version nor `*` */
export function requireMatch(ifMatch: string, present: Versioned): void {
  if (!ifMatch.includes('W/') && isKnown(ifMatch, escalationEtagOf(present))) return;
  throw new ProblemError('version_conflict', {
    detail: `The escalation is at version ${present.escalation.version}: it has changed since it was read`,
  });
}
