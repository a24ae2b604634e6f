import { decideGate } from '../../domain/gate/decide-gate.ts';
import { maskReason } from '../../domain/personal-data/mask-personal-data.ts';
import { answerInstructions } from '../../domain/prompts/answer-prompt.ts';
import { scoreQuality } from '../../domain/quality/score-quality.ts';
import { ScoreQualityInput, ScoreQualityOutput } from '../../schemas/workflow.ts';
import { wordsOf } from '../analysis/inquiry-words.ts';
import { findCompany } from '../entities/account.ts';
import { requireRun } from '../entities/workspace.ts';
import { retrievedFor } from '../knowledge/retrieved.ts';
import { emitMetrics } from '../metrics.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/** Checks the draft against its passages, and decides: send, redraft or escalate. */
export const handler = task(
  { state: 'ScoreQuality', input: ScoreQualityInput, output: ScoreQualityOutput },
  async ({ inquiryId, companyId, run, draft: facts, analysis }, { nowMs }) => {
    const [workspace, company] = await Promise.all([requireRun({ inquiryId, run }), findCompany(companyId, nowMs)]);
    const { passages, features } = retrievedFor(run, workspace);
    const draft = workspace.drafts.find((item) => item.run === run && item.attempt === facts.attempt);
    if (draft === undefined || company === null)
      throw new TaskError('RecordMissing', `draft ${facts.attempt} or company`);
    const quality = scoreQuality({
      inquiryText: wordsOf(workspace),
      language: analysis.language,
      answer: {
        answer: draft.text,
        citations: [...draft.citations],
        needsHuman: draft.needsHuman,
        language: draft.language,
      },
      passages,
      features,
      instructions: answerInstructions,
      ...(analysis.legibility !== undefined && { legibility: analysis.legibility }),
    });
    const gate = decideGate({
      responseQualityScore: quality.responseQualityScore,
      reasons: quality.reasons,
      signals: analysis.signals,
      needsHuman: draft.needsHuman,
      attempt: facts.attempt,
      escalationRequested: workspace.inquiry.escalationRequested,
      warnings: analysis.warnings,
      ...(company.sendThreshold !== undefined && { sendThreshold: company.sendThreshold }),
    });
    emitMetrics({ ResponseQualityScore: quality.responseQualityScore });
    return {
      decision: gate.decision,
      responseQualityScore: quality.responseQualityScore,
      subScores: quality.subScores,
      reasons: gate.reasons.slice(0, 12).map((reason) => maskReason(reason, analysis.language)),
      ...(gate.escalationReason !== undefined && { escalationReason: gate.escalationReason }),
    };
  },
);
