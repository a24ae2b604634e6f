import { checkGrounding, statementsOf } from '../../../domain/quality/check-grounding.ts';

const refund = { passageId: 'p', language: 'en', title: 'Refunds', text: 'Refunds reach your card within 3 days.' };
const grounding = (answer: string, cited: readonly (typeof refund)[] = [refund]) =>
  checkGrounding({ answer, inquiryText: '', language: 'en', cited });

test('what no passage supports is not grounded', () => {
  expect(grounding('Refunds reach your card.', [])).toEqual({ score01: 0, reasons: [] });
  expect(grounding('Elephants enjoy swimming.')).toEqual({ score01: 0, reasons: ['ungrounded'] });
});

test('a sentence counts as fully grounded when six in ten of its terms stand in the passages', () => {
  expect(grounding('Refunds reach card giraffe zebra.')).toEqual({ score01: 1, reasons: [] });
  expect(grounding('Refunds reach giraffe zebra.').score01).toBeCloseTo(0.5 / 0.6, 10);
});

test('sentences count by their length', () => {
  expect(grounding('Refunds reach your card. Elephants swim.').score01).toBeCloseTo(3 / 5, 10);
});

test('a reason is given below 0.6, not at it', () => {
  expect(grounding('Refunds reach your card. Elephants swim.').reasons).toEqual([]);
  expect(grounding('Refunds reach. Elephants swim.').reasons).toEqual(['ungrounded']);
});

test('the title of a passage supports as its text does', () => {
  expect(grounding('Shipping.', [{ ...refund, title: 'Shipping' }]).score01).toBe(1);
});

test('an answer that states nothing is not grounded', () => {
  expect(grounding('Hello!')).toEqual({ score01: 0, reasons: ['ungrounded'] });
  expect(grounding('To be or not to be.')).toEqual({ score01: 0, reasons: ['ungrounded'] });
});

test('a fact that stands nowhere leaves a twentieth, and is named', () => {
  expect(grounding('Refunds reach your card within 9 days.')).toEqual({
    score01: expect.closeTo(0.05, 10),
    reasons: ['unsupported_fact: 9'],
  });
});

test.each([
  ['Refunds take days. The fee is low!\nAsk us? Yes', ['Refunds take days.', 'The fee is low!', 'Ask us?', 'Yes']],
  ['환불됩니다。 배송됩니다.', ['환불됩니다。', '배송됩니다.']],
  ['One.  Two.\n\n\nThree. ', ['One.', 'Two.', 'Three.']],
  ['1. Open the page.\n② Press the button.\n  12) Wait.', ['Open the page.', 'Press the button.', 'Wait.']],
  ['Version 2.5 is out', ['Version 2.5 is out']],
])('%j states %j', (text, statements) => {
  expect(statementsOf(text)).toEqual(statements);
});

test.each([
  'Hello Mina,',
  'Hi!',
  'Thank you for writing.',
  'We apologise for the delay.',
  'We apologize for the delay.',
  'I apologise for that.',
  'I apologize for that.',
  'Please let us know if it works.',
  'If you have any questions, write to us.',
  'Best regards,',
  '안녕하세요, 고객님.',
  '문의해 주셔서 감사합니다.',
  '문의하신 내용에 답변 드립니다.',
  '불편을 드려 대단히 죄송합니다.',
  '추가로 궁금한 점은 문의해 주세요.',
])('%j is courtesy and states nothing', (sentence) => {
  expect(statementsOf(sentence)).toEqual([]);
});
