import { scorePriority } from '../../domain/priority/score-priority.ts';
import { ScorePriorityInput, ScorePriorityOutput } from '../../schemas/workflow.ts';
import { recordAnalysis } from '../entities/analysis.ts';
import { readWorkspace } from '../entities/workspace.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/** Scores how soon the inquiry needs attention, and stores that with the analysis. */
export const handler = task(
  { state: 'ScorePriority', input: ScorePriorityInput, output: ScorePriorityOutput },
  async ({ inquiryId, companyId, run, analysis }, { nowMs }) => {
    const { signals, negativeScore01, sentiment, personalDataTypes, language, warnings } = analysis;
    const priority = scorePriority({
      signals,
      negativeScore01,
      ...(sentiment !== undefined && { sentiment }),
      personalDataTypes,
      escalationRequested: false,
    });
    const { urgency, priorityScore, reasons, estimatedResponseTime } = priority;
    const outcome = await recordAnalysis({
      inquiryId,
      companyId,
      run,
      signals,
      priorityReasons: reasons,
      personalDataTypes,
      head: {
        urgency,
        priorityScore,
        ...(sentiment !== undefined && { sentiment }),
        language,
        warnings,
        estimatedResponseTime,
      },
      nowMs,
    });
    if (outcome.kind === 'conflict') {
      const workspace = await readWorkspace(inquiryId);
      const isOurs = workspace?.inquiry.run === run && workspace.analyses.some((item) => item.run === run);
      if (!isOurs) throw new TaskError('RunSuperseded', `run ${run}`);
    }
    return { urgency, priorityScore };
  },
);
