import type { OcrBox, OcrLine, OcrWord } from './ocr-result.ts';

/** A gap between words, in line heights, that is a space in most typefaces. */
const USUAL_SPACE = 0.33;
/** Borders between the two kinds of gaps that are tried on a page. */
const BORDERS = [0.15, 0.18, 0.21, 0.24, 0.27, 0.3, 0.33, 0.36, 0.39, 0.42, 0.45];
/** A page with fewer gaps says nothing about its typeface. */
const LEAST_GAPS = 8;

/**
 * The Korean model takes the air around single syllables for spaces: words of Hangul that stand close are put together
 * again.
 */
export function joinHangul(lines: readonly OcrLine[]): readonly OcrLine[] {
  const border = borderOf(lines.flatMap(gapsOf));
  return lines.map((line) => joinLine(line, border));
}

function joinLine(line: OcrLine, border: number): OcrLine {
  const gaps = gapsOf(line);
  const words: OcrWord[] = [];
  for (const [at, word] of line.words.entries()) {
    const last = words.at(-1);
    const gap = gaps[at - 1] ?? Number.POSITIVE_INFINITY;
    if (last !== undefined && gap < border && meetsHangul(last, word)) words[words.length - 1] = join(last, word);
    else words.push(word);
  }
  return { ...line, words, text: words.map(({ text }) => text).join(' ') };
}

/** Between a line's words, in line heights; below 0 where boxes overlap. */
function gapsOf({ words, box }: OcrLine): readonly number[] {
  return words.slice(1).map((word, at) => {
    const before = words[at]?.box;
    return before === undefined ? 0 : (word.box.left - before.left - before.width) / Math.max(1, box.height);
  });
}

/** The border that parts the page's gaps into the two most even groups (Otsu's method). */
function borderOf(gaps: readonly number[]): number {
  const inside = gaps.map((gap) => Math.min(1, Math.max(0, gap)));
  if (inside.length < LEAST_GAPS) return USUAL_SPACE;
  const spreads = BORDERS.map((border) => ({ border, spread: spreadBetween(inside, border) }));
  return spreads.reduce((best, next) => (next.spread > best.spread ? next : best)).border;
}

function spreadBetween(gaps: readonly number[], border: number): number {
  const near = gaps.filter((gap) => gap < border);
  const far = gaps.filter((gap) => gap >= border);
  return near.length * far.length * (mean(far) - mean(near)) ** 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function meetsHangul(left: OcrWord, right: OcrWord): boolean {
  return /[\p{Script=Hangul}\p{N}]$/u.test(left.text) && /^\p{Script=Hangul}/u.test(right.text);
}

function join(left: OcrWord, right: OcrWord): OcrWord {
  const share = left.text.length / (left.text.length + right.text.length);
  return {
    text: left.text + right.text,
    confidence: left.confidence * share + right.confidence * (1 - share),
    box: around(left.box, right.box),
  };
}

function around(a: OcrBox, b: OcrBox): OcrBox {
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  const right = Math.max(a.left + a.width, b.left + b.width);
  const bottom = Math.max(a.top + a.height, b.top + b.height);
  return { left, top, width: right - left, height: bottom - top };
}
