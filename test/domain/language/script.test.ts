import { languageByScript, languageOfWords, scriptOf } from '../../../domain/language/script.ts';

describe('script', () => {
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
});

describe('entry language', () => {
  test.each([
    ['배송은 얼마나 걸리나요?', 'ko'],
    ['iPhone 15 Pro 케이스 교환 문의', 'ko'],
    ['How long does shipping take?', 'en'],
    ['配送にはどのくらいかかりますか', 'ja'],
    ['Сколько идёт доставка?', 'und'],
    ['12345', 'und'],
  ])('%s is %s', (text, language) => {
    expect(languageOfWords(text)).toBe(language);
  });
});
