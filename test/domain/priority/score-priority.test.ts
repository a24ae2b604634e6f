import fc from 'fast-check';
import { type PriorityFacts, scorePriority } from '../../../domain/priority/score-priority.ts';
import { InquirySignal, Sentiment } from '../../../schemas/inquiry.ts';

const plain: PriorityFacts = {
  signals: [],
  negativeScore01: 0,
  sentiment: 'NEUTRAL',
  personalDataTypes: [],
  escalationRequested: false,
};

const anyFacts = fc.record({
  signals: fc.uniqueArray(fc.constantFrom(...InquirySignal.options)),
  negativeScore01: fc.double({ min: 0, max: 1, noNaN: true }),
  sentiment: fc.constantFrom(...Sentiment.options, undefined),
  personalDataTypes: fc.array(fc.constantFrom('PHONE', 'EMAIL')),
  escalationRequested: fc.boolean(),
});

test('gives a plain question no points and the shortest of waits for a machine', () => {
  expect(scorePriority(plain)).toEqual({ priorityScore: 0, urgency: 'low', reasons: [], estimatedResponseTime: 120 });
});

test.each([
  ['danger', 75, 'high'],
  ['fraud_or_leak', 70, 'high'],
  ['outage', 65, 'high'],
  ['deadline', 40, 'high'],
  ['wants_person', 25, 'medium'],
  ['defect_or_delay', 20, 'medium'],
  ['account_state', 5, 'low'],
  ['praise', 0, 'low'],
] as const)('scores the signal %s alone at %i, which is %s', (signal, score, urgency) => {
  expect(scorePriority({ ...plain, signals: [signal] })).toMatchObject({ priorityScore: score, urgency });
});

test('puts any grave signal above every heap of lesser ones', () => {
  const lesser = InquirySignal.options.filter((signal) => !['danger', 'fraud_or_leak', 'outage'].includes(signal));
  const heap = {
    ...plain,
    signals: lesser,
    negativeScore01: 1,
    sentiment: 'NEGATIVE',
    escalationRequested: true,
  } as const;

  expect(scorePriority(heap).priorityScore).toBe(60);
  expect(scorePriority({ ...plain, signals: ['outage'] }).priorityScore).toBeGreaterThan(60);
});

test('says people’s time as soon as no automatic answer may be sent', () => {
  expect(scorePriority({ ...plain, signals: ['account_state'] }).estimatedResponseTime).toBe(86_400);
  expect(scorePriority({ ...plain, escalationRequested: true }).estimatedResponseTime).toBe(14_400);
  expect(scorePriority({ ...plain, signals: ['danger'] }).estimatedResponseTime).toBe(3_600);
});

test('counts a negative tone in full only where the whole inquiry is negative', () => {
  const tone = (sentiment: Sentiment) => scorePriority({ ...plain, negativeScore01: 0.8, sentiment }).priorityScore;

  expect(['NEGATIVE', 'MIXED', 'NEUTRAL', 'POSITIVE'].map((one) => tone(Sentiment.parse(one)))).toEqual([8, 6, 2, 0]);
});

test('stays within 0 and 100, and its reasons add up to the score, most points first', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { priorityScore, reasons } = scorePriority(facts);

      const points = reasons.map((reason) => reason.points);
      expect(priorityScore).toBeGreaterThanOrEqual(0);
      expect(priorityScore).toBeLessThanOrEqual(100);
      expect(points.reduce((sum, one) => sum + one, 0)).toBe(priorityScore);
      expect(points).toEqual(points.toSorted((one, other) => other - one));
    }),
  );
});

test('never falls when a signal is added', () => {
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(...InquirySignal.options), (facts, signal) => {
      const more = scorePriority({ ...facts, signals: [...facts.signals, signal] });

      expect(more.priorityScore).toBeGreaterThanOrEqual(scorePriority(facts).priorityScore);
    }),
  );
});

test('does not depend on the order of signals or their repetition', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const turned = { ...facts, signals: [...facts.signals.toReversed(), ...facts.signals] };

      expect(scorePriority(turned)).toEqual(scorePriority(facts));
    }),
  );
});

test('gives each reason its name and its points', () => {
  const facts: PriorityFacts = {
    signals: ['deadline'],
    negativeScore01: 0.5,
    sentiment: undefined,
    personalDataTypes: ['EMAIL'],
    escalationRequested: false,
  };

  expect(scorePriority(facts).reasons).toEqual([
    { reason: 'deadline', points: 40 },
    { reason: 'negative_sentiment', points: 5 },
    { reason: 'personal_data', points: 3 },
  ]);
  expect(scorePriority({ ...plain, escalationRequested: true }).reasons).toEqual([
    { reason: 'escalation_requested', points: 30 },
  ]);
});

test('of two grave signals the graver counts, and the rest fills up to 100', () => {
  const grave = { ...plain, signals: ['outage', 'danger', 'deadline'] } as const;

  expect(scorePriority(grave).reasons).toEqual([
    { reason: 'danger', points: 75 },
    { reason: 'deadline', points: 25 },
  ]);
});
