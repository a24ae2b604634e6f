import type { GateDecision } from '../../schemas/answer.ts';
import type { Attempt } from '../../schemas/ids.ts';
import type { EscalationReason, InquirySignal, InquiryWarning } from '../../schemas/inquiry.ts';
import { policy } from '../policy.ts';
import { isBlockingReason, isMendableReason, reasonOf } from '../quality/quality-faults.ts';

export interface GateFacts {
  /** 1.0–5.0. */
  readonly responseQualityScore: number;
  /** Those of the quality score. */
  readonly reasons: readonly string[];
  readonly signals: readonly InquirySignal[];
  /** The model says that a person has to answer. */
  readonly needsHuman: boolean;
  readonly attempt: Attempt;
  /** The customer or the company has asked for a person by the API. */
  readonly escalationRequested: boolean;
  /** The company's own, 1.0–5.0; the policy's when absent. */
  readonly sendThreshold?: number | undefined;
  readonly warnings: readonly InquiryWarning[];
}

export interface GateOutcome {
  readonly decision: GateDecision;
  /** Present when the decision is `escalate`. */
  readonly escalationReason?: EscalationReason;
  /** Why; on `redraft` only faults that a second draft can repair, for the prompt. */
  readonly reasons: readonly string[];
}

/**
 * Whether a draft is sent, written again or escalated. In this order: a person was requested; a signal, an
 * infected attachment, one beyond limits or unread text forbids an automatic answer at any score; the
 * model sees no answer; a fault of the text forbids sending it; the score reaches the threshold (raised while part of
 * the inquiry was not seen); the draft's faults can be repaired and there is no second draft yet; else people.
 */
export function decideGate(facts: GateFacts): GateOutcome {
  if (facts.escalationRequested) {
    return escalate('person_requested', [reasonOf('person_asked_for'), ...dangersOf(facts.warnings), ...facts.reasons]);
  }
  const veto = vetoOf(facts);
  if (veto !== undefined) return escalate(veto.reason, [...veto.reasons, ...facts.reasons]);
  if (facts.needsHuman) {
    return escalate('no_knowledge', [reasonOf('no_answer_found'), ...facts.reasons]);
  }
  if (facts.reasons.some(isBlockingReason)) return redraftOr(facts);
  const threshold = (facts.sendThreshold ?? policy.gate.sendThreshold) + marginOf(facts.warnings);
  if (facts.responseQualityScore >= Math.min(5, threshold)) return { decision: 'send', reasons: facts.reasons };
  return redraftOr(facts);
}

function redraftOr({ reasons, attempt }: GateFacts): GateOutcome {
  const mayRedraft = attempt <= policy.gate.redraftLimit;
  const isMendable = reasons.length > 0 && reasons.every(isMendableReason);
  return mayRedraft && isMendable ? { decision: 'redraft', reasons } : escalate('low_quality', reasons);
}

const escalate = (escalationReason: EscalationReason, reasons: readonly string[]): GateOutcome => ({
  decision: 'escalate',
  escalationReason,
  reasons: reasons.slice(0, 12),
});

/** Text that was deliberately not read may forbid an answer. */
const neverAnswered = ['attachment_beyond_limits', 'text_truncated'] as const;

/** `risk` goes before `needs_person`; all reasons are named. */
function vetoOf({
  signals,
  warnings,
}: GateFacts): { readonly reason: EscalationReason; readonly reasons: readonly string[] } | undefined {
  const found = Object.entries(policy.gate.vetoes).filter(([signal]) => signals.some((one) => one === signal));
  const dangers = dangersOf(warnings);
  const unread = neverAnswered.filter((warning) => warnings.includes(warning)).map((warning) => reasonOf(warning));
  const gravest = found.find(([, reason]) => reason === 'risk') ?? found[0];
  if (gravest === undefined && dangers.length + unread.length === 0) return undefined;
  return {
    reason: dangers.length > 0 ? 'risk' : (gravest?.[1] ?? 'needs_person'),
    reasons: [...dangers, ...unread, ...found.map(([signal]) => reasonOf('signal', [signal]))],
  };
}

/** Warnings that an agent must see before opening anything. */
const dangersOf = (warnings: readonly InquiryWarning[]): readonly string[] =>
  warnings.includes('attachment_infected') ? [reasonOf('attachment_infected')] : [];

function marginOf(warnings: readonly InquiryWarning[]): number {
  const margins: Readonly<Record<string, number>> = policy.gate.warningMargins;
  return Math.max(0, ...warnings.map((warning) => margins[warning] ?? 0));
}
