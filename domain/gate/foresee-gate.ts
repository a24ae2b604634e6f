import { Attempt } from '../../schemas/ids.ts';
import type { EscalationReason, InquirySignal } from '../../schemas/inquiry.ts';
import type { QualityScore } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { policy } from '../policy.ts';
import { findSignals } from '../priority/find-signals.ts';
import { combineSubScores, retrievalFit } from '../quality/sub-scores.ts';
import { decideGate } from './decide-gate.ts';

export interface GateOutlook {
  readonly decision: 'send' | 'escalate';
  /** Present when the decision is `escalate`. */
  readonly escalationReason?: EscalationReason;
  /** 1.0–5.0, of a draft without a fault. */
  readonly bestQualityScore: QualityScore;
  readonly sendThreshold: number;
  readonly signals: readonly InquirySignal[];
}

/**
 * The gate's decision on a faultless draft: a question that is escalated here is escalated in any case, one that is
 * sent here may still fail by a fault of its draft.
 */
export function foreseeGate(facts: {
  readonly question: string;
  readonly features: RetrievalFeatures;
  readonly passagesFound: number;
  /** The company's own, 1.0–5.0; the policy's when absent. */
  readonly sendThreshold?: number | undefined;
}): GateOutlook {
  const { question, features, passagesFound, sendThreshold = policy.gate.sendThreshold } = facts;
  const signals = findSignals(question);
  const bestQualityScore = combineSubScores({
    citations: 1,
    grounding: 1,
    language: 1,
    coverage: 1,
    retrieval: retrievalFit(features),
  });
  const { decision, escalationReason } = decideGate({
    responseQualityScore: bestQualityScore,
    reasons: [],
    signals,
    needsHuman: passagesFound === 0,
    attempt: Attempt.parse(1),
    escalationRequested: false,
    sendThreshold,
    warnings: [],
  });
  return {
    decision: decision === 'send' ? 'send' : 'escalate',
    ...(escalationReason !== undefined && { escalationReason }),
    bestQualityScore,
    sendThreshold,
    signals,
  };
}
