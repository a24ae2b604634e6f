import {
  isMendableReason,
  partsOfReason,
  type QualityFault,
  qualityFaults,
  reasonOf,
  sentenceOf,
} from '../../../domain/quality/quality-faults.ts';

test('a reason is its code, with what it was found on behind a colon', () => {
  expect(reasonOf('no_citation')).toBe('no_citation');
  expect(reasonOf('unsupported_fact', ['14', 'a.example'])).toBe('unsupported_fact: 14, a.example');
});

test('a reason is cut at 300 characters', () => {
  expect(reasonOf('unsupported_fact', Array(200).fill('14'))).toHaveLength(300);
});

test.each([
  ['no_citation', 'no_citation', ''],
  ['unsupported_fact: 14, 15', 'unsupported_fact', '14, 15'],
  ['unsupported_fact: a: b: c', 'unsupported_fact', 'a: b: c'],
  ['', '', ''],
])('%j is taken apart at its first colon', (reason, code, detail) => {
  expect(partsOfReason(reason)).toEqual({ code, detail });
});

const mendable: readonly (readonly [QualityFault, boolean])[] = [
  ['no_citation', true],
  ['unknown_passage', true],
  ['quote_not_found', true],
  ['unsupported_fact', true],
  ['ungrounded', true],
  ['wrong_language', true],
  ['not_covered', true],
  ['weak_retrieval', false],
  ['illegible', false],
];

test.each(mendable)('whether a second draft can mend %s: %j', (fault, isMendable) => {
  expect(isMendableReason(reasonOf(fault))).toBe(isMendable);
  expect(isMendableReason(reasonOf(fault, ['detail']))).toBe(isMendable);
});

test.each(['signal: anger', 'text_truncated', 'toString', ''])('%j is no fault of the draft', (reason) => {
  expect(isMendableReason(reason)).toBe(false);
  expect(sentenceOf(reason)).toBe(reason);
});

test('the model is told a fault in a sentence, with what it was found on', () => {
  expect(sentenceOf('no_citation')).toBe('The answer cites no passage');
  expect(sentenceOf('unsupported_fact: 14')).toBe(`${qualityFaults.unsupported_fact.text}: 14`);
});
