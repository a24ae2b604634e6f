import { randomUUID } from 'node:crypto';
import type { OcrBox, OcrLine, OcrResult, OcrWord } from '../../ai/ocr/ocr-result.ts';

interface Block {
  readonly BlockType: 'PAGE' | 'LINE' | 'WORD';
  readonly Id: string;
  readonly Geometry: object;
  readonly Relationships?: readonly { readonly Type: 'CHILD'; readonly Ids: readonly string[] }[];
  readonly Confidence?: number;
  readonly Text?: string;
  readonly TextType?: 'PRINTED';
}

/** Textract's tree: PAGE, then its LINEs, then their WORDs, tied by CHILD relationships. Geometry in fractions of the page. */
export function toBlocks(page: OcrResult): readonly Block[] {
  const lines = page.lines.map((line) => lineBlocks(line, page));
  const lineIds = lines.map(({ line }) => line.Id);
  const whole: OcrBox = { left: 0, top: 0, width: page.widthPx, height: page.heightPx };
  return [
    { BlockType: 'PAGE', Id: randomUUID(), Geometry: geometry(whole, page), ...children(lineIds) },
    ...lines.map(({ line }) => line),
    ...lines.flatMap(({ words }) => words),
  ];
}

function lineBlocks(line: OcrLine, page: OcrResult): { line: Block; words: readonly Block[] } {
  const words = line.words.map(
    (word): Block => ({ BlockType: 'WORD', Id: randomUUID(), ...textOf(word, page), TextType: 'PRINTED' }),
  );
  const ids = words.map((word) => word.Id);
  return { line: { BlockType: 'LINE', Id: randomUUID(), ...textOf(line, page), ...children(ids) }, words };
}

function textOf(word: OcrWord, page: OcrResult): { Text: string; Confidence: number; Geometry: object } {
  const confidence = Math.min(100, Math.max(0, word.confidence));
  return { Text: word.text, Confidence: confidence, Geometry: geometry(word.box, page) };
}

function children(ids: readonly string[]): Pick<Block, 'Relationships'> {
  return ids.length === 0 ? {} : { Relationships: [{ Type: 'CHILD', Ids: ids }] };
}

function geometry(box: OcrBox, page: OcrResult): object {
  const left = fraction(box.left, page.widthPx);
  const top = fraction(box.top, page.heightPx);
  const right = fraction(box.left + box.width, page.widthPx);
  const bottom = fraction(box.top + box.height, page.heightPx);
  return {
    BoundingBox: { Left: left, Top: top, Width: right - left, Height: bottom - top },
    Polygon: [
      { X: left, Y: top },
      { X: right, Y: top },
      { X: right, Y: bottom },
      { X: left, Y: bottom },
    ],
  };
}

function fraction(value: number, whole: number): number {
  return Math.min(1, Math.max(0, value / whole));
}
