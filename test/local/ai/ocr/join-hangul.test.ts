import { joinHangul } from '../../../../local/ai/ocr/join-hangul.ts';
import type { OcrLine, OcrWord } from '../../../../local/ai/ocr/ocr-result.ts';

/** Words of 10 pixels a character in a line 20 pixels high; each number is the gap before the next word. */
function lineOf(...parts: readonly (string | number)[]): OcrLine {
  const words: OcrWord[] = [];
  let left = 0;
  for (const part of parts) {
    if (typeof part === 'number') left += part;
    else {
      words.push({ text: part, confidence: 90, box: { left, top: 0, width: part.length * 10, height: 20 } });
      left += part.length * 10;
    }
  }
  const text = words.map((word) => word.text).join(' ');
  return { text, confidence: 90, box: { left: 0, top: 0, width: left, height: 20 }, words };
}

test('puts syllables together that stand close, and keeps spaces', () => {
  const [line] = joinHangul([
    lineOf('지', 1, '난', 0, '주', 1, '에', 12, '산', 12, '신', 1, '발', 2, '이', 10, '작아서'),
  ]);

  expect(line?.text).toBe('지난주에 산 신발이 작아서');
  expect(line?.words[0]).toMatchObject({ text: '지난주에', box: { left: 0, width: 42 } });
});

test('finds the border where the typeface has wide air around syllables', () => {
  const [line] = joinHangul([lineOf('연', 5, '락', 5, '처', 5, '를', 15, '알', 5, '려', 15, '주', 5, '세', 5, '요')]);

  expect(line?.text).toBe('연락처를 알려 주세요');
});

test('leaves Latin words apart, however close', () => {
  const [line] = joinHangul([lineOf('Order', 1, 'now', 1, 'please')]);

  expect(line?.text).toBe('Order now please');
});

test('joins a unit to its number', () => {
  const [line] = joinHangul([lineOf('25', 1, '일')]);

  expect(line?.text).toBe('25일');
});
