import { styleText } from 'node:util';
import fc from 'fast-check';
import { displayWidth, fitted, wrapped } from '../../../local/terminal/text.ts';

describe('display width', () => {
  const mixedText = fc.string({
    unit: fc.constantFrom(...['a', 'é', ' ', '한', '글', '배', '›', '…', '’', 'e\u0301', '🎁', '漢']),
    maxLength: 60,
  });

  test.each([
    ['plain ASCII', 'Return', 6],
    ['Hangul syllables', '배송', 4],
    ['both', '배송 2일', 8],
    ['full-width forms', 'Ａ！', 4],
    ['a combining accent', 'e\u0301', 1],
    ['a pictograph', '🎁', 2],
    ['colours', styleText('red', '교환', { validateStream: false }), 4],
    ['nothing', '', 0],
  ])('counts the columns of %s', (_, text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  test.each([
    ['문의', 6, '문의  '],
    ['문의합니다', 6, '문의 …'],
    ['inquiry', 5, 'inqu…'],
    ['inquiry', 7, 'inquiry'],
  ])('fits %j into %i columns', (text, columns, expected) => {
    expect(fitted(text, columns)).toBe(expected);
  });

  test('whatever the text, it takes exactly the columns it was fitted into', () => {
    fc.assert(
      fc.property(mixedText, fc.integer({ min: 3, max: 40 }), (text, columns) => {
        expect(displayWidth(fitted(text, columns))).toBe(columns);
      }),
    );
  });

  test('wraps Korean by the columns it takes, not by its characters', () => {
    expect(wrapped('반품하신 상품이 도착하면 환불합니다', 16)).toEqual(['반품하신 상품이', '도착하면', '환불합니다']);
  });

  test('keeps the text’s own lines and breaks a word that is longer than a line', () => {
    expect(wrapped('one\n\n0123456789ab', 10)).toEqual(['one', '', '0123456789', 'ab']);
  });

  test('keeps a link whole, however long', () => {
    expect(wrapped('see https://example.com/r/token', 10)).toEqual(['see', 'https://example.com/r/token']);
  });

  test('wrapping loses nothing but spaces at line ends', () => {
    fc.assert(
      fc.property(mixedText, fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const lines = wrapped(text, columns);

        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
