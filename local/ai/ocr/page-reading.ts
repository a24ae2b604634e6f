import { joinHangul } from './join-hangul.ts';
import type { OcrBox, OcrLine, OcrScript, OcrWord } from './ocr-result.ts';
import type { PreparedImage } from './prepare-image.ts';
import type { RawLine, RawWord, Tesseract } from './tesseract.ts';

/** Below this mean word confidence (0–100) a page is read again in other ways. */
const SURE_CONFIDENCE = 80;
/** A further reading replaces the first only when it is better by more than chance. */
const CLEAR_GAIN = 3;
const MIN_GUTTER_LINES = 6;
/** Fewer words than these on one side are a price or an amount, not a column of text. */
const WORDS_BESIDE_GUTTER = 3;

/**
 * Reads a page in up to three ways and keeps the one with the highest mean word confidence: as one block (receipts,
 * sparse letters), by columns (pages of several columns), and without the clean-up (poor images that cleaning made
 * worse).
 */
export async function choosePageReading(
  { tesseract, script }: { readonly tesseract: Tesseract; readonly script: OcrScript },
  image: PreparedImage,
): Promise<readonly OcrLine[]> {
  let best = await tesseract.read(image.clean, { layout: 'block', threshold: 'adaptive' });
  const isMultiColumn = hasGutter(best);
  if (isMultiColumn || meanConfidence(best) < SURE_CONFIDENCE) {
    const columns = await tesseract.read(image.clean, { layout: 'columns', threshold: 'adaptive' });
    // Lines read across a gutter are mixed up at full confidence, so there a tie goes to the columns.
    if (meanConfidence(columns) > meanConfidence(best) + (isMultiColumn ? -CLEAR_GAIN : CLEAR_GAIN)) best = columns;
  }
  if (meanConfidence(best) < SURE_CONFIDENCE) {
    const plain = await tesseract.read(image.plain, { layout: 'block', threshold: 'global' });
    if (meanConfidence(plain) > meanConfidence(best) + CLEAR_GAIN) best = plain;
  }
  const lines = best.map((line) => toLine(line, image.scale)).filter((line) => line.words.length > 0);
  return script === 'korean' ? joinHangul(lines) : lines;
}

/** True when most lines are broken at the same place by a wide gap with running text on both sides. */
function hasGutter(lines: readonly RawLine[]): boolean {
  const gaps = lines.map(widestInnerGap).filter((gap) => gap !== undefined);
  if (gaps.length < MIN_GUTTER_LINES || gaps.length < lines.length / 3) return false;
  const centres = gaps.map((gap) => gap.centre).sort((a, b) => a - b);
  const middle = centres[Math.floor(centres.length / 2)] ?? 0;
  const aligned = gaps.filter((gap) => gap.from <= middle && middle <= gap.to);
  return aligned.length >= gaps.length / 2;
}

function widestInnerGap(line: RawLine): { from: number; to: number; centre: number } | undefined {
  const height = line.bbox.y1 - line.bbox.y0;
  let widest: { from: number; to: number; centre: number } | undefined;
  for (let index = WORDS_BESIDE_GUTTER; index <= line.words.length - WORDS_BESIDE_GUTTER; index += 1) {
    const from = line.words[index - 1]?.bbox.x1 ?? 0;
    const to = line.words[index]?.bbox.x0 ?? 0;
    if (to - from < height || to - from <= (widest === undefined ? 0 : widest.to - widest.from)) continue;
    widest = { from, to, centre: (from + to) / 2 };
  }
  return widest;
}

function meanConfidence(lines: readonly RawLine[]): number {
  const words = lines.flatMap((line) => line.words);
  const characters = words.reduce((sum, word) => sum + word.text.length, 0);
  if (characters === 0) return 0;
  return words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / characters;
}

function toLine(line: RawLine, scale: number): OcrLine {
  const words = line.words.filter((word) => word.text.trim() !== '').map((word) => toWord(word, scale));
  return { ...toWord(line, scale), text: words.map((word) => word.text).join(' '), words };
}

function toWord(word: RawWord, scale: number): OcrWord {
  const text = word.text.trim();
  return { text, confidence: word.confidence, box: toBox(word.bbox, scale) };
}

function toBox({ x0, y0, x1, y1 }: RawWord['bbox'], scale: number): OcrBox {
  return { left: x0 / scale, top: y0 / scale, width: (x1 - x0) / scale, height: (y1 - y0) / scale };
}
