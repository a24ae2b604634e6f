import { decideGate, type GateFacts } from '../../../domain/gate/decide-gate.ts';
import { reasonOf } from '../../../domain/quality/quality-faults.ts';
import { Attempt } from '../../../schemas/ids.ts';
import { InquirySignal } from '../../../schemas/inquiry.ts';

const first = Attempt.parse(1);
const good: GateFacts = {
  responseQualityScore: 4.6,
  reasons: [],
  signals: [],
  needsHuman: false,
  attempt: first,
  escalationRequested: false,
  warnings: [],
};

test('sends an answer from the threshold on', () => {
  expect(decideGate(good)).toEqual({ decision: 'send', reasons: [] });
  expect(decideGate({ ...good, responseQualityScore: 3.5 }).decision).toBe('send');
  expect(decideGate({ ...good, responseQualityScore: 3.4 }).decision).toBe('escalate');
});

test('takes the company’s own threshold where there is one', () => {
  expect(decideGate({ ...good, sendThreshold: 4.7 })).toMatchObject({
    decision: 'escalate',
    escalationReason: 'low_quality',
  });
  expect(decideGate({ ...good, responseQualityScore: 2, sendThreshold: 2 }).decision).toBe('send');
});

test.each([
  ['danger', 'risk'],
  ['fraud_or_leak', 'risk'],
  ['outage', 'risk'],
  ['legal_threat', 'risk'],
  ['wants_person', 'needs_person'],
  ['account_state', 'needs_person'],
  ['billing_error', 'needs_person'],
  ['repeated_contact', 'needs_person'],
  ['anger', 'needs_person'],
] as const)('hands the signal %s to people whatever the score', (signal, escalationReason) => {
  const outcome = decideGate({ ...good, responseQualityScore: 5, signals: [signal] });

  expect(outcome).toEqual({
    decision: 'escalate',
    escalationReason,
    reasons: [`signal: ${signal}`],
  });
});

test.each(['deadline', 'defect_or_delay', 'praise'] as const)('lets the signal %s be answered', (signal) => {
  expect(decideGate({ ...good, signals: [signal] }).decision).toBe('send');
});

test('names the gravest reason when several signals forbid an answer', () => {
  const outcome = decideGate({ ...good, signals: ['wants_person', 'legal_threat'] });

  expect(outcome.escalationReason).toBe('risk');
  expect(outcome.reasons).toHaveLength(2);
});

test('obeys a request for a person before anything else', () => {
  const outcome = decideGate({ ...good, escalationRequested: true, signals: InquirySignal.options, needsHuman: true });

  expect(outcome).toMatchObject({ decision: 'escalate', escalationReason: 'person_requested' });
});

test('hands over when the model sees no answer, without a second draft', () => {
  expect(
    decideGate({ ...good, needsHuman: true, responseQualityScore: 3, reasons: [reasonOf('no_citation')] }),
  ).toMatchObject({
    decision: 'escalate',
    escalationReason: 'no_knowledge',
  });
});

const faulty = {
  ...good,
  responseQualityScore: 2.9,
  reasons: [reasonOf('unsupported_fact', ['14', '30']), reasonOf('wrong_language')],
};

test('has a draft rewritten once for faults that a second draft can mend, and tells the model which', () => {
  expect(decideGate(faulty)).toEqual({ decision: 'redraft', reasons: faulty.reasons });
  expect(decideGate({ ...faulty, attempt: Attempt.parse(2) })).toEqual({
    decision: 'escalate',
    escalationReason: 'low_quality',
    reasons: faulty.reasons,
  });
});

test.each([
  'wrong_language',
  'control_characters',
  'shows_reasoning',
  'shows_prompt',
  'shows_passage_id',
  'repeats_itself',
  'has_markup',
] as const)('never sends a text with the fault %s, whatever its score and the company’s threshold', (fault) => {
  const stained = { ...good, responseQualityScore: 5, sendThreshold: 1, reasons: [reasonOf(fault)] };

  expect(decideGate(stained)).toEqual({ decision: 'redraft', reasons: stained.reasons });
  expect(decideGate({ ...stained, attempt: Attempt.parse(2) })).toMatchObject({
    decision: 'escalate',
    escalationReason: 'low_quality',
  });
});

test.each(['weak_retrieval', 'illegible'] as const)('does not try again when the fault is %s', (fault) => {
  const outcome = decideGate({ ...faulty, reasons: [...faulty.reasons, reasonOf(fault)] });

  expect(outcome).toMatchObject({ decision: 'escalate', escalationReason: 'low_quality' });
});

test('does not try again when nothing says what to mend', () => {
  expect(decideGate({ ...good, responseQualityScore: 3.2 }).decision).toBe('escalate');
});

test.each(['attachment_beyond_limits', 'text_truncated'] as const)(
  'never sends while part of the inquiry was left unread: %s',
  (warning) => {
    const unread = { ...good, responseQualityScore: 5, warnings: [warning] };

    expect(decideGate(unread)).toEqual({
      decision: 'escalate',
      escalationReason: 'needs_person',
      reasons: [reasonOf(warning), ...good.reasons],
    });
    expect(decideGate({ ...unread, signals: ['danger'] }).escalationReason).toBe('risk');
  },
);

test('asks for a better score while part of the inquiry was not seen or understood', () => {
  const atThreshold = { ...good, responseQualityScore: 3.6 };

  expect(decideGate({ ...atThreshold, warnings: ['attachment_unreadable'] }).decision).toBe('escalate');
  expect(decideGate({ ...atThreshold, warnings: ['language_unknown', 'analysis_truncated'] }).decision).toBe(
    'escalate',
  );
  expect(decideGate({ ...atThreshold, warnings: ['sentiment_unavailable'] }).decision).toBe('send');
  expect(decideGate({ ...good, warnings: ['attachment_unreadable', 'language_unknown'] }).decision).toBe('send');
});

test('never sends while an attachment is infected, and warns the agent who takes the inquiry', () => {
  const infected = { ...good, responseQualityScore: 5, warnings: ['attachment_infected' as const] };

  expect(decideGate(infected)).toEqual({
    decision: 'escalate',
    escalationReason: 'risk',
    reasons: [reasonOf('attachment_infected'), ...good.reasons],
  });
  expect(decideGate({ ...infected, signals: ['anger'] }).escalationReason).toBe('risk');
  expect(decideGate({ ...infected, escalationRequested: true })).toMatchObject({
    escalationReason: 'person_requested',
    reasons: [reasonOf('person_asked_for'), reasonOf('attachment_infected')],
  });
});

test('asks for a better score while an attachment is not scanned', () => {
  const warnings = ['attachment_unscanned' as const];

  expect(decideGate({ ...good, responseQualityScore: 3.6, warnings }).decision).toBe('escalate');
});

test('gives at most 12 reasons', () => {
  const reasons = Array.from({ length: 12 }, (_, at) => `reason ${at}`);

  expect(decideGate({ ...good, signals: ['anger', 'danger'], reasons }).reasons).toHaveLength(12);
});

test('tells people that the model saw no answer, and what else is wrong', () => {
  expect(decideGate({ ...good, needsHuman: true, reasons: [reasonOf('no_citation')] }).reasons).toEqual([
    'no_answer_found',
    'no_citation',
  ]);
});

test('an infected attachment and one beyond limits together forbid an answer too', () => {
  const warnings = ['attachment_infected' as const, 'attachment_beyond_limits' as const];

  expect(decideGate({ ...good, responseQualityScore: 5, warnings })).toEqual({
    decision: 'escalate',
    escalationReason: 'risk',
    reasons: ['attachment_infected', 'attachment_beyond_limits'],
  });
});
