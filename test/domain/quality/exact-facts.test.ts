import { unsupportedFacts } from '../../../domain/quality/exact-facts.ts';

const passageOf = (text: string, title = '') => ({ passageId: 'p', language: 'en', title, text });
const unsupportedIn = (answer: string, { text = '', title = '', inquiryText = '' }) =>
  unsupportedFacts({ answer, inquiryText, cited: [passageOf(text, title)] });

test.each([
  ['a number', 'It takes 9 days.', ['9']],
  ['an amount', 'The fee is 3,500 won.', ['3500']],
  ['a link', 'See https://evil.example/refunds.', ['evil.example/refunds']],
  ['a bare domain', 'See evil.example.', ['evil.example']],
  ['an address', 'Write to Other@shop.example.', ['other@shop.example']],
  ['a phone number', 'Call 1588-9999.', ['9999']],
])('%s of the answer that stands in no passage is unsupported', (_, answer, facts) => {
  const text = 'It takes 3 days, the fee is 3,000 won. Write to help@shop.example, see shop.example, call 1588-1234.';

  expect(unsupportedIn(answer, { text })).toEqual(facts);
});

test.each([
  ['in the text', { text: 'It takes 14 days.' }],
  ['in the title', { title: 'What does a return within 14 days cost?' }],
])('a number that stands %s of a passage is supported', (_, source) => {
  expect(unsupportedIn('Within 14 days.', source)).toEqual([]);
});

test('title and text of a passage are read apart, and so are passages', () => {
  const cited = [passageOf('4 days', 'Within 1'), passageOf('5 won', 'Fee: 2')];

  expect(unsupportedFacts({ answer: '14 days and 25 won', inquiryText: '', cited })).toEqual(['14', '25']);
});

test.each([
  ['ten', 'Within 10 days.', 'Within ten days.'],
  ['이틀', '2일 걸립니다.', '이틀 걸립니다.'],
])('a number may stand as the word %s in the passage', (_, answer, text) => {
  expect(unsupportedIn(answer, { text })).toEqual([]);
});

test('an order number of five digits and more in the inquiry may be repeated, a shorter number may not', () => {
  const inquiryText = 'Order 12345: I was told 1234 days.';

  expect(unsupportedIn('For order 12345.', { inquiryText })).toEqual([]);
  expect(unsupportedIn('Within 1234 days.', { inquiryText })).toEqual(['1234']);
});

test('a number written with separators in the passage may be written without', () => {
  const text = 'Call 1588-1234 or 02 345.';

  expect(unsupportedIn('Call 15881234 or 02345.', { text })).toEqual(['2345']);
  expect(unsupportedIn('Call 1588 1234.', { text })).toEqual([]);
  expect(unsupportedIn('Call 158812.', { text })).toEqual(['158812']);
  expect(unsupportedIn('Within 12 days.', { text: 'From 1-2 on.' })).toEqual(['12']);
  expect(unsupportedIn('Within 123 days.', { text: 'From 1-2-3 on.' })).toEqual([]);
});

test('links come first, then addresses, then numbers, each once', () => {
  const answer = 'Pay 7 won, 7 won to a@b.example at www.c.example, or A@b.example at http://c.example.';

  expect(unsupportedIn(answer, {})).toEqual(['c.example', 'a@b.example', '7']);
});
