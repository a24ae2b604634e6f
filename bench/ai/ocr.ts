import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as z from 'zod/mini';
import { type Ocr, openOcr } from '../../local/ai/ocr/ocr.ts';
import { print, readLines } from './read-lines.ts';

const item = z.object({ file: z.string(), text: z.string(), lang: z.string(), kind: z.string() });

interface Sum {
  count: number;
  withoutSpaces: number;
  withSpaces: number;
  ms: number;
}

/**
 * Mean character error rate by kind of image, without spaces (case ignored, as the receipts' transcripts are upper
 * case) and with them.
 */
export async function benchOcr(folder: string): Promise<void> {
  const ocr = openOcr({});
  const sums = new Map<string, Sum>();
  try {
    for (const image of readLines([folder, 'ocr/manifest.jsonl'], item)) {
      if (!image.file.endsWith('.pdf')) await measure(image, { folder, ocr, sums });
    }
  } finally {
    await ocr.close();
  }
  for (const [kind, { count, withoutSpaces, withSpaces, ms }] of sums) {
    const rates = `${(withoutSpaces / count).toFixed(3)}, with spaces ${(withSpaces / count).toFixed(3)}`;
    print(`ocr ${kind}: character error rate ${rates} of ${count}, ${(ms / count / 1000).toFixed(1)} s each`);
  }
}

async function measure(
  image: z.infer<typeof item>,
  { folder, ocr, sums }: { folder: string; ocr: Ocr; sums: Map<string, Sum> },
): Promise<void> {
  const startedAtMs = performance.now();
  const bytes = readFileSync(join(folder, 'ocr', image.file));
  const { lines } = await ocr.recognize(bytes, { script: image.lang === 'ko' ? 'korean' : 'latin' });
  const key = `${image.lang} ${image.kind}`;
  const sum = sums.get(key) ?? { count: 0, withoutSpaces: 0, withSpaces: 0, ms: 0 };
  const truth = readFileSync(join(folder, 'ocr', image.text), 'utf8');
  const read = lines.map(({ text }) => text).join('\n');
  sum.count += 1;
  sum.ms += performance.now() - startedAtMs;
  sum.withoutSpaces += errorRate(folded(truth, ''), folded(read, ''));
  sum.withSpaces += errorRate(folded(truth, ' '), folded(read, ' '));
  sums.set(key, sum);
}

function folded(text: string, space: string): string {
  return text.normalize('NFC').replace(/\s+/gu, space).trim().toUpperCase();
}

/** Levenshtein distance by characters, as a share of the truth. */
function errorRate(truth: string, read: string): number {
  const wanted = [...truth];
  const got = [...read];
  let row = Array.from({ length: got.length + 1 }, (_value, at) => at);
  for (const [at, character] of wanted.entries()) {
    const next = [at + 1];
    for (const [column, other] of got.entries()) {
      const replaced = (row[column] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return (row[got.length] ?? 0) / Math.max(1, wanted.length);
}
