import { StoreAnswerInput, StoreAnswerOutput } from '../../schemas/workflow.ts';
import { requireHeadRun, requireRun } from '../entities/workspace.ts';
import { emitMetrics } from '../metrics.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';
import { storeAnswer } from '../transactions/commit-answer.ts';
import { usageOfRun } from '../usage/usage-of-run.ts';

/** Commits the draft as the run's one answer, unless a person has been asked for or the run is over. */
export const handler = task(
  { state: 'StoreAnswer', input: StoreAnswerInput, output: StoreAnswerOutput },
  async ({ inquiryId, run, draft: facts, quality }, { nowMs }) => {
    const workspace = await requireRun({ inquiryId, run });
    const { inquiry, text, drafts } = workspace;
    const draft = drafts.find((item) => item.run === run && item.attempt === facts.attempt);
    if (draft === undefined) throw new TaskError('RecordMissing', `draft ${facts.attempt} of run ${run}`);
    const wantsMail = text.customerEmail !== undefined;
    const usage = usageOfRun(workspace, { run, outcome: 'answered', nowMs });
    const outcome = await storeAnswer({ inquiry, draft, quality, wantsMail, usage, nowMs });
    if (outcome.kind === 'conflict') await explainConflict({ inquiryId, run });
    else emitMetrics({ AnswersStored: 1 });
    return { notification: wantsMail ? ('due' as const) : ('not_wanted' as const) };
  },
);

/** Returns when an earlier try, whose response was lost, has stored the answer; otherwise throws the reason. */
async function explainConflict(key: Parameters<typeof requireRun>[0]): Promise<void> {
  const { inquiry, answers } = await requireRun(key);
  if (answers.some((answer) => answer.run === key.run && answer.source === 'ai')) return;
  requireHeadRun(inquiry, key.run);
  if (inquiry.escalationRequested) throw new TaskError('EscalationRequested', `run ${key.run}`);
  throw new TaskError('RunSuperseded', `run ${key.run} of an inquiry that is ${inquiry.status}`);
}
