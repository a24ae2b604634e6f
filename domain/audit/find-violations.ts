import { answerFindings } from './answer-rules.ts';
import { escalationFindings } from './escalation-rules.ts';
import type { Finding } from './finding.ts';
import type { InquiryCase, Surroundings } from './inquiry-case.ts';
import { workFindings } from './work-rules.ts';

/** Above this the head is warned of; each status move bills it whole, once more for each index. */
const headBytesAimedAt = 1_024;

/** Everything that breaks an invariant of the flow, or is worth a warning, in the order of the cases. Pure. */
export const findViolations = (cases: readonly InquiryCase[], surroundings: Surroundings): readonly Finding[] =>
  cases.flatMap((present) => findingsOf(present, surroundings));

function findingsOf(present: InquiryCase, surroundings: Surroundings): readonly Finding[] {
  const { inquiryId, inquiry, headBytes, dueWork } = present;
  if (inquiry === null) {
    return dueWork === null
      ? [{ name: 'head_missing', inquiryId, detail: 'only child items are left' }]
      : [{ name: 'orphan_work', inquiryId, detail: 'the inquiry does not exist' }];
  }
  return [
    ...answerFindings(present, inquiry),
    ...escalationFindings(present, { inquiry, staff: surroundings.staff }),
    ...workFindings(present, { inquiry, nowMs: surroundings.nowMs }),
    ...(headBytes > headBytesAimedAt
      ? [{ name: 'head_too_large' as const, inquiryId, detail: `${headBytes} bytes` }]
      : []),
  ];
}
