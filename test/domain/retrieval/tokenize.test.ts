import { porter2 } from '../../../domain/retrieval/porter2.ts';
import { tokenize } from '../../../domain/retrieval/tokenize.ts';

// Pairs of Snowball's own vocabulary for English and words of customer service.
test.each([
  ['consigned', 'consign'],
  ['consistency', 'consist'],
  ['knightly', 'knight'],
  ['ties', 'tie'],
  ['cries', 'cri'],
  ['gas', 'gas'],
  ['hopping', 'hop'],
  ['hoping', 'hope'],
  ['luxuriated', 'luxuri'],
  ['generous', 'generous'],
  ['generally', 'general'],
  ['agreed', 'agre'],
  ['rational', 'ration'],
  ['possibly', 'possibl'],
  ['activation', 'activ'],
  ['electricity', 'electr'],
  ['apologies', 'apolog'],
  ['apology', 'apolog'],
  ['happiness', 'happi'],
  ['controll', 'control'],
  ['enjoyed', 'enjoy'],
  ['yearly', 'year'],
  ['say', 'say'],
  ['by', 'by'],
])('stems %s to %s', (word, stem) => {
  expect(porter2(word)).toBe(stem);
});

test('brings the forms of an English word together and drops stop words', () => {
  expect(tokenize('How do I cancel my order?', 'en')).toEqual(['cancel', 'order']);
  expect(tokenize('I’ve cancelled the orders', 'en')).toEqual(['cancel', 'order']);
  expect(tokenize("customer's refunds", 'en')).toEqual(['custom', 'refund']);
});

test('strips Korean particles and endings and adds pairs of syllables', () => {
  expect(tokenize('환불은', 'ko')).toEqual(['w:환불', '환불']);
  expect(tokenize('배송비가', 'ko')).toEqual(['w:배송비', '배송', '송비']);
  expect(tokenize('등록하려면 어떻게 해야 하나요?', 'ko')).toEqual(['w:등록', '등록']);
});

test('spells out chat forms inside unspaced words', () => {
  expect(tokenize('비번바꾸고싶은데 어케함', 'ko')).toEqual(expect.arrayContaining(['비밀', '번호', '바꾸']));
});

test('never makes a word of one syllable pair look like the pair itself', () => {
  expect(tokenize('환불', 'ko').filter((term) => term === '환불')).toHaveLength(1);
});

test('keeps Latin names and figures of a Korean text so that they meet an English one', () => {
  const korean = tokenize('VIP 등급은 30일 유지되나요?', 'ko');

  expect(korean).toEqual(expect.arrayContaining(['vip', '30']));
  expect(tokenize('VIP status lasts 30 days', 'en')).toEqual(expect.arrayContaining(['vip', '30']));
});

test('does not stem words of other languages as English and pairs Han and kana', () => {
  expect(tokenize('Lieferungen nach Hause', 'de')).toEqual(['lieferungen', 'nach', 'hause']);
  expect(tokenize('注文を取消', 'ja')).toEqual(['注文', '文を', 'を取', '取消']);
});

test('reads full-width letters and digits like plain ones', () => {
  expect(tokenize('ＶＩＰ ３０', 'ko')).toEqual(['vip', '30']);
});
