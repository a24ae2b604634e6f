import type { InquirySignal, PriorityReason, Sentiment, Urgency } from '../../schemas/inquiry.ts';
import { type DurationSeconds, durationSeconds, PriorityScore, score01 } from '../../schemas/units.ts';
import { policy } from '../policy.ts';

export interface PriorityFacts {
  readonly signals: readonly InquirySignal[];
  /** Comprehend's score of NEGATIVE, 0–1. */
  readonly negativeScore01: number;
  /** Absent when it could not be found. */
  readonly sentiment?: Sentiment | undefined;
  readonly personalDataTypes: readonly string[];
  readonly escalationRequested: boolean;
}

export interface Priority {
  readonly priorityScore: PriorityScore;
  readonly urgency: Urgency;
  /** Most points first; the points add up to the score. */
  readonly reasons: readonly PriorityReason[];
  readonly estimatedResponseTime: DurationSeconds;
}

/**
 * The priority of an inquiry (0–100 and urgency), why, and the estimated time. Each signal raises the score
 * or leaves it; the order of signals and their repetition do not matter. The time is that of people as soon as anything
 * forbids an automatic answer.
 */
export function scorePriority(facts: PriorityFacts): Priority {
  const reasons = limited(gravest(facts), others(facts));
  const priorityScore = PriorityScore.parse(reasons.reduce((sum, { points }) => sum + points, 0));
  const urgency = urgencyOf(priorityScore);
  const answeredBy =
    facts.escalationRequested || facts.signals.some((signal) => signal in policy.gate.vetoes) ? 'people' : 'ai';
  return {
    priorityScore,
    urgency,
    reasons: reasons.toSorted((one, other) => other.points - one.points),
    estimatedResponseTime: durationSeconds(policy.estimatedResponseSeconds[answeredBy][urgency]),
  };
}

function urgencyOf(score: number): Urgency {
  if (score >= policy.priority.urgencyFrom.high) return 'high';
  return score >= policy.priority.urgencyFrom.medium ? 'medium' : 'low';
}

function gravest({ signals }: PriorityFacts): PriorityReason | undefined {
  return Object.entries(policy.priority.gravePoints)
    .filter(([signal]) => signals.some((found) => found === signal))
    .map(([reason, points]) => ({ reason, points }))
    .toSorted((one, other) => other.points - one.points)[0];
}

function others(facts: PriorityFacts): readonly PriorityReason[] {
  const found = Object.entries(policy.priority.points).filter(([signal]) =>
    facts.signals.some((one) => one === signal),
  );
  return [
    ...found.map(([reason, points]) => ({ reason, points })),
    {
      reason: 'escalation_requested',
      points: facts.escalationRequested ? policy.priority.escalationRequestedPoints : 0,
    },
    { reason: 'negative_sentiment', points: sentimentPoints(facts) },
    { reason: 'personal_data', points: facts.personalDataTypes.length > 0 ? policy.priority.personalDataPoints : 0 },
  ];
}

function sentimentPoints({ negativeScore01, sentiment }: PriorityFacts): number {
  const share = sentiment === undefined ? 1 : policy.priority.negativeShare[sentiment];
  return Math.round(policy.priority.negativeSentimentPoints * share * score01(negativeScore01));
}

/** Cuts each reason to the rest of the two limits: 60 for everything that is not grave, 100 for the sum. */
function limited(grave: PriorityReason | undefined, rest: readonly PriorityReason[]): readonly PriorityReason[] {
  const reasons: PriorityReason[] = grave === undefined ? [] : [grave];
  let left = Math.min(policy.priority.mostOtherPoints, 100 - (grave?.points ?? 0));
  for (const { reason, points } of rest) {
    const counted = Math.min(points, left);
    left -= counted;
    if (counted > 0) reasons.push({ reason, points: counted });
  }
  return reasons;
}
