import type { Finding } from './finding.ts';
import type { Audited, InquiryCase } from './inquiry-case.ts';

/** At most one answer a run; an answered inquiry has the answer of its answered run, a waiting one none of its present run. */
export function answerFindings({ inquiryId, answers }: InquiryCase, inquiry: Audited<'inquiry'>): readonly Finding[] {
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
