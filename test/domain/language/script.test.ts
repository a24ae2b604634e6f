import { languageByScript, scriptOf } from '../../../domain/language/script.ts';

test.each([
  ['환불은 언제 되나요?', 'hangul', 'ko'],
  ['My order 배송', 'hangul', 'ko'],
  ['iPhone 15 Pro Max case blue colour model number AB 가격', 'latin', null],
  ['注文をキャンセルしたいです', 'kana', 'ja'],
  ['我想取消订单', 'han', 'zh'],
  ['Where is my order?', 'latin', null],
  ['Где мой заказ?', 'other', null],
  ['12345 !?', 'none', null],
  ['', 'none', null],
])('tells the script of %j', (text, script, language) => {
  expect(scriptOf(text)).toBe(script);
  expect(languageByScript(text)).toBe(language);
});

test('takes a text for Korean from a fifth of Hangul letters on', () => {
  expect(scriptOf('abcd가')).toBe('hangul');
  expect(scriptOf('abcde가')).toBe('latin');
});
