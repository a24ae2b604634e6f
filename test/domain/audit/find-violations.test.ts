import fc from 'fast-check';
import { findViolations } from '../../../domain/audit/find-violations.ts';
import { findingTable } from '../../../domain/audit/finding.ts';
import type { InquiryCase } from '../../../domain/audit/inquiry-case.ts';
import { answerMail, nowMs, openEscalation, soundCases, staffMail, surroundings } from './cases.ts';

const { answered, askedForPersonAfterAnswer, erased, escalated, pending, replied, settled } = soundCases;

/** One broken case for each finding, a single step away from a sound one. */
const brokenCases: readonly (readonly [string, InquiryCase, readonly string[]])[] = [
  ['items without a head', { ...answered, inquiry: null, dueWork: null }, ['head_missing']],
  ['due work without an inquiry', { ...answered, inquiry: null }, ['orphan_work']],
  ['no live run and no due work', { ...pending, dueWork: null, execution: 'FAILED' }, ['no_run_and_no_work']],
  ['never started, no due work', { ...escalated, dueWork: null, execution: 'absent' }, ['no_run_and_no_work']],
  ['answered without an answer', { ...answered, answers: [] }, ['answer_missing']],
  [
    'only an answer of another run',
    { ...answered, answers: answered.answers.map((item) => ({ ...item, run: 2 })) },
    ['answer_missing'],
  ],
  [
    'a person’s answer shown as the model’s',
    { ...answered, answers: answered.answers.map((item) => ({ ...item, source: 'human' })) },
    ['answer_missing'],
  ],
  ['an answer that no status counts', { ...pending, answers: answered.answers }, ['answer_uncounted']],
  ['two answers of one run', { ...settled, answers: [...settled.answers, ...settled.answers] }, ['several_answers']],
  [
    'two open escalations',
    { ...escalated, escalations: [openEscalation, { ...openEscalation, escalationId: `${escalated.inquiryId}-e2` }] },
    ['several_open_escalations'],
  ],
  ['an escalation left open', { ...settled, escalations: [openEscalation] }, ['escalation_left_open']],
  [
    'an owner who has left',
    { ...escalated, escalations: [{ ...openEscalation, ownerAgentId: 'carl' }] },
    ['owner_missing'],
  ],
  ['a reply that became no answer', { ...replied, answers: answered.answers }, ['reply_without_answer']],
  [
    'an answer mail nobody will send',
    { ...answered, notifications: [{ ...answerMail, state: 'due' }], dueWork: null },
    ['mail_without_work'],
  ],
  [
    'a staff mail nobody will send',
    { ...escalated, notifications: [{ ...staffMail, state: 'due' }], dueWork: null },
    ['mail_without_work'],
  ],
  ['due work of a resolved inquiry', { ...settled, dueWork: pending.dueWork }, ['orphan_work']],
  [
    'work of a resolved inquiry that the sweeper has passed over',
    { ...settled, dueWork: { inquiryId: settled.inquiry.inquiryId, dueAtMs: nowMs - 10 * 60_000 } },
    ['orphan_work'],
  ],
  [
    'an erased inquiry whose wipe nobody gets to',
    { ...erased, dueWork: { ...pending.dueWork, dueAtMs: nowMs - 16 * 60_000 } },
    ['work_forgotten'],
  ],
  ['items of an erased inquiry that nobody wipes', { ...erased, answers: answered.answers }, ['erasure_unfinished']],
  [
    'due work long past its time',
    { ...pending, dueWork: { ...pending.dueWork, dueAtMs: nowMs - 301_000 } },
    ['work_overdue'],
  ],
  [
    'due work that the sweeper does not get to',
    { ...pending, dueWork: { ...pending.dueWork, dueAtMs: nowMs - 901_000 } },
    ['work_forgotten'],
  ],
  ['a head above one kilobyte', { ...pending, headBytes: 1_025 }, ['head_too_large']],
];

test.each(Object.entries(soundCases))('finds nothing in a sound inquiry: %s', (_, present) => {
  expect(findViolations([present], surroundings)).toEqual([]);
});

test.each(brokenCases)('finds %s', (_, broken, names) => {
  expect(findViolations([broken], surroundings).map(({ name }) => name)).toEqual(names);
});

test('every finding about an inquiry has a case that shows it', () => {
  const shown = new Set(brokenCases.flatMap(([, , names]) => names));

  expect([...shown].toSorted()).toEqual(
    Object.keys(findingTable)
      .filter((name) => !/^(delivery|job)_/.test(name))
      .toSorted(),
  );
});

test('a live run is enough without due work', () => {
  expect(findViolations([{ ...pending, dueWork: null }], surroundings)).toEqual([]);
});

test('due work within the sweeper’s reach is not overdue', () => {
  const late = { ...pending, dueWork: { ...pending.dueWork, dueAtMs: nowMs - 300_000 } };

  expect(findViolations([late], surroundings)).toEqual([]);
});

test('an answer of an earlier run stands beside the escalation that came after it', () => {
  expect(findViolations([{ ...askedForPersonAfterAnswer, execution: 'RUNNING' }], surroundings)).toEqual([]);
});

test('names the inquiry of each finding whatever lies around it, and nothing else', () => {
  const sound = fc.array(fc.constantFrom<InquiryCase>(...Object.values(soundCases)), { maxLength: 8 });
  const broken = fc.constantFrom(...brokenCases);

  fc.assert(
    fc.property(sound, broken, sound, (before, [, present, names], after) => {
      const marked = { ...present, inquiryId: 'the-broken-one', inquiry: renamed(present.inquiry) };

      const findings = findViolations([...before, marked, ...after], surroundings);

      expect(findings.map(({ name, inquiryId }) => ({ name, inquiryId }))).toEqual(
        names.map((name) => ({ name, inquiryId: 'the-broken-one' })),
      );
    }),
  );
});

const renamed = (inquiry: InquiryCase['inquiry']): InquiryCase['inquiry'] =>
  inquiry === null ? null : { ...inquiry, inquiryId: 'the-broken-one' };
