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

test.each([
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
  ['four', '4'],
  ['five', '5'],
  ['six', '6'],
  ['seven', '7'],
  ['eight', '8'],
  ['nine', '9'],
  ['ten', '10'],
  ['eleven', '11'],
  ['twelve', '12'],
  ['fifteen', '15'],
  ['twenty', '20'],
  ['thirty', '30'],
  ['하루', '1'],
  ['이틀', '2'],
  ['사흘', '3'],
  ['나흘', '4'],
  ['열흘', '10'],
  ['일주일', '7'],
  ['보름', '15'],
  ['반년', '6'],
])('a passage that says %s allows %s', (word, figure) => {
  expect(unsupportedIn(`${figure} 99`, { text: word })).toEqual(['99']);
});

test('a number word inside of another word is none', () => {
  expect(unsupportedIn('1 7', { text: 'Alone at the phone, seventy' })).toEqual(['1', '7']);
});

test.each([
  ['123,000 won', '123000'],
  ['1,234,567 won', '1234567'],
  ['1,234.56 won', '1234.56'],
  ['2.75 %', '2.75'],
  ['0.5 %', '0.5'],
  ['007', '7'],
  ['3.00 won', '3'],
  ['10.05 won', '10.05'],
])('%j says the number %s', (answer, value) => {
  expect(unsupportedIn(answer, {})).toEqual([value]);
  expect(unsupportedIn(answer, { text: value })).toEqual([]);
});

test('numbers are compared by value, not by their digits', () => {
  expect(unsupportedIn('105 won', { text: '10.05 won' })).toEqual(['105']);
  expect(unsupportedIn('12 won', { text: '1.2 won' })).toEqual(['12']);
});

test('nothing and the minutes of a full hour are no number', () => {
  expect(unsupportedIn('It costs 0 won.', {})).toEqual([]);
  expect(unsupportedIn('From 09:00.', { text: 'From 9 on.' })).toEqual([]);
});

test.each([
  '1. Refunds',
  '12. Refunds',
  '  2) Refunds',
  '3.   Refunds',
  'Steps:\n4. Refunds',
  '① Refunds',
  '⑫ Refunds',
  '１．　Refunds',
])('the number in front of an item of a list is no fact: %j', (answer) => {
  expect(unsupportedIn(answer, {})).toEqual([]);
});

test.each([
  ['It takes 14. Then wait.', '14'],
  ['Fee:14. Then wait.', '14'],
  ['123. Refunds', '123'],
])('a number elsewhere is a fact: %j', (answer, value) => {
  expect(unsupportedIn(answer, {})).toEqual([value]);
});

test.each([
  ['1588-1234', '15881234'],
  ['+82 10-1234-5678', '821012345678'],
  ['(02) 123.4567', '021234567'],
])('a passage that is %s allows the digits alone', (text, digits) => {
  const unsupported = unsupportedIn(digits, { text });

  expect(unsupported).toEqual(digits.startsWith('0') ? [digits.slice(1)] : []);
});

test.each([
  ['http://intranet/a', 'intranet/a'],
  ['https://intranet/a', 'intranet/a'],
  ['www.intranet', 'intranet'],
  ['HTTPS://A.example/X', 'a.example/x'],
  ['(https://a.example/x).', 'a.example/x'],
  ['<https://a.example/x>', 'a.example/x'],
  ['"https://a.example/x"', 'a.example/x'],
  ['https://a.example/x...', 'a.example/x'],
  ['https://a.example/', 'a.example'],
  ['a.b.example/x?y=1', 'a.b.example/x?y=1'],
  ['a.example/?to=https://b.example', 'a.example/?to=https://b.example'],
  ['a.example/www.b', 'a.example/www.b'],
  ['my-shop.kr', 'my-shop.kr'],
])('%s is the link %s', (answer, link) => {
  expect(unsupportedIn(`See ${answer} `, {})).toEqual([link]);
});

test.each(['a.b', 'e.g.', 'node.js'])('%s is no link', (answer) => {
  expect(unsupportedIn(answer, {})).toEqual([]);
});

test('an address is compared whole', () => {
  expect(unsupportedIn('a@mail.shop.example', { text: 'a@mail.shop.test' })).toEqual(['a@mail.shop.example']);
  expect(unsupportedIn('first.last+tag@a-b.example', {})).toEqual(['first.last+tag@a-b.example']);
});
