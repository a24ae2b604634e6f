import type { Finding } from './finding.ts';
import type { Audited, InquiryCase, Surroundings } from './inquiry-case.ts';
import { workFindings } from './work-rules.ts';

/** A larger head is a warning: each status move bills it whole, once more for each index. */
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

/**
 * At most one answer a run; an answered inquiry has the answer of its answered run, a waiting one none of its present
 * run.
 */
function answerFindings({ inquiryId, answers }: InquiryCase, inquiry: Audited<'inquiry'>): readonly Finding[] {
  const runs = answers.map(({ run }) => run);
  const repeated = [...new Set(runs.filter((run, index) => runs.indexOf(run) !== index))];
  return [
    ...repeated.map((run) => ({ name: 'several_answers' as const, inquiryId, detail: `run ${run}` })),
    ...answerOfStatus(answers, inquiry),
  ];
}

function answerOfStatus(answers: readonly Audited<'answer'>[], inquiry: Audited<'inquiry'>): readonly Finding[] {
  const { inquiryId, status, run, answeredRun } = inquiry;
  switch (status) {
    case 'pending':
    case 'escalated':
      return answers
        .filter((answer) => answer.run >= run)
        .map((answer) => ({ name: 'answer_uncounted', inquiryId, detail: `${status}, answer of run ${answer.run}` }));
    case 'ai_responded':
    case 'resolved': {
      const current = answers.find((answer) => answer.run === answeredRun);
      const isRight = current !== undefined && (status === 'resolved' || current.source === 'ai');
      return isRight
        ? []
        : [{ name: 'answer_missing', inquiryId, detail: `${status}, answered run ${answeredRun ?? 'unset'}` }];
    }
    case 'erased':
      return [];
    default:
      return status satisfies never;
  }
}

/** At most one open escalation, of an escalated inquiry, owned by a member of staff; a reply has its answer. */
function escalationFindings(
  { inquiryId, escalations, answers }: InquiryCase,
  { inquiry, staff }: { inquiry: Audited<'inquiry'>; staff: Surroundings['staff'] },
): readonly Finding[] {
  if (inquiry.status === 'erased') return [];
  const open = escalations.filter(({ state }) => state === 'open');
  const replied = escalations.filter(({ state }) => state === 'replied');
  const replies = answers.filter(({ source }) => source === 'human').length;
  return [
    ...(open.length > 1
      ? [{ name: 'several_open_escalations' as const, inquiryId, detail: open.map(idOf).join(', ') }]
      : []),
    ...(inquiry.status === 'escalated'
      ? []
      : open.map((item) => ({
          name: 'escalation_left_open' as const,
          inquiryId,
          detail: `${idOf(item)} of an inquiry that is ${inquiry.status}`,
        }))),
    ...open
      .filter(({ companyId, ownerAgentId }) => staff.get(companyId)?.has(ownerAgentId) !== true)
      .map((item) => ({
        name: 'owner_missing' as const,
        inquiryId,
        detail: `${idOf(item)} is owned by ${item.ownerAgentId}`,
      })),
    ...(replies < replied.length
      ? [
          {
            name: 'reply_without_answer' as const,
            inquiryId,
            detail: `${replied.length} replied, ${replies} answers by people`,
          },
        ]
      : []),
  ];
}

const idOf = ({ escalationId }: Audited<'escalation'>): string => escalationId;
