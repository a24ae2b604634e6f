import { checkCitations, passagesCited } from '../../../domain/quality/check-citations.ts';

const refund = {
  passageId: 'refund',
  language: 'en',
  title: 'How long does a refund take?',
  text: 'Refunds reach your card within 3 to 5 business days.',
};
const fee = { passageId: 'fee', language: 'en', title: 'Fee', text: 'The fee is 3,000 won.' };
const yes = { passageId: 'yes', language: 'ko', title: '됩니까?', text: '네.' };
const passages = [refund, fee, yes];

const right = { passageId: 'refund', quote: 'within 3 to 5 business days' };
const invented = { passageId: 'refund', quote: 'Refunds are instant.' };
const unknown = { passageId: 'elsewhere', quote: 'Refunds reach your card within 3 to 5 business days.' };

test('an answer without a citation scores 0', () => {
  expect(checkCitations([], passages)).toEqual({ score01: 0, reasons: ['no_citation'] });
});

test.each([
  ['a part of the text', right],
  ['a part of the title', { passageId: 'refund', quote: 'does a refund take' }],
  ['the whole text, however short', { passageId: 'yes', quote: '네.' }],
  ['six characters of the text', { passageId: 'fee', quote: '3,000 w' }],
])('a word-for-word quote of %s is a citation', (_, citation) => {
  expect(checkCitations([citation], passages)).toEqual({ score01: 1, reasons: [] });
  expect(passagesCited([citation], passages).map(({ passageId }) => passageId)).toEqual([citation.passageId]);
});

test.each([
  ['words that stand nowhere', invented, 'quote_not_found'],
  ['words of another passage', { passageId: 'fee', quote: right.quote }, 'quote_not_found'],
  ['five characters and spaces of the text', { passageId: 'fee', quote: 'is 3,0' }, 'quote_not_found'],
  ['five characters of the title', { passageId: 'refund', quote: 'does a' }, 'quote_not_found'],
  ['a passage that was not shown', unknown, 'unknown_passage'],
])('a quote of %s is none', (_, citation, reason) => {
  expect(checkCitations([citation], passages)).toEqual({ score01: 0, reasons: [reason] });
  expect(passagesCited([citation], passages)).toEqual([]);
});

test('one wrong citation halves the share of those that are right', () => {
  expect(checkCitations([right, invented], passages).score01).toBe(0.25);
  expect(checkCitations([right, right, right, invented], passages).score01).toBe(0.375);
});

test('each kind of fault is named once', () => {
  expect(checkCitations([invented, unknown, invented], passages)).toEqual({
    score01: 0,
    reasons: ['quote_not_found', 'unknown_passage'],
  });
});

test('the passages cited are those with at least one true quote, in the order shown', () => {
  const citations = [{ passageId: 'fee', quote: 'The fee is 3,000 won.' }, invented, right];

  expect(passagesCited(citations, passages)).toEqual([refund, fee]);
});

test.each([
  ['curly for straight quotation marks', "don't return it", 'don’t return it'],
  ['another dash', 'within 3-5 days', 'within 3–5 days'],
  ['spaces around it', 'within 3 days', '  within 3 days '],
  ['wide letters', 'within 3 days', 'ｗｉｔｈｉｎ　３　ｄａｙｓ'],
])('a quote may differ by %s', (_, text, quote) => {
  const passage = { passageId: 'p', language: 'en', title: '', text: `You ${text} of buying.` };

  expect(checkCitations([{ passageId: 'p', quote }], [passage])).toEqual({ score01: 1, reasons: [] });
});
