import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { OcrScript } from './ocr-result.ts';

export interface ReadingMode {
  /** `block` takes the page as one block of text, `columns` looks for the layout first. */
  readonly layout: 'block' | 'columns';
  /** `adaptive` (Sauvola) copes with shadow, `global` (Otsu) with faint, even print. */
  readonly threshold: 'adaptive' | 'global';
}

export interface RawWord {
  readonly text: string;
  /** 0–100. */
  readonly confidence: number;
  readonly bbox: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
}

export interface RawLine extends RawWord {
  readonly words: readonly RawWord[];
}

/** Tesseract, which reads one image at a time. */
export interface Tesseract {
  setScript(script: OcrScript): Promise<void>;
  read(png: Buffer, mode: ReadingMode): Promise<readonly RawLine[]>;
}

const LANGUAGES = { latin: 'eng', korean: 'kor+eng' } as const satisfies Record<OcrScript, string>;

/** Starts it in a thread of this process. An error of that thread that no call waits for ends the process. */
export async function startTesseract(tessdataFolder: string, startScript: OcrScript): Promise<Tesseract> {
  await checkData(tessdataFolder);
  const worker = await createWorker(LANGUAGES[startScript], OEM.LSTM_ONLY, {
    langPath: tessdataFolder,
    cacheMethod: 'none',
  });
  let script = startScript;
  return {
    setScript: async (wanted) => {
      if (wanted === script) return;
      await worker.reinitialize(LANGUAGES[wanted]);
      script = wanted;
    },
    read: async (png, { layout, threshold }) => {
      await worker.setParameters({
        // The engine reports diacritics on standard error otherwise.
        debug_file: '/dev/null',
        // In letters and receipts a bar is a misread capital I or l far more often than a bar.
        tessedit_char_blacklist: '|',
        thresholding_method: threshold === 'adaptive' ? '2' : '0',
        tessedit_pageseg_mode: layout === 'block' ? PSM.SINGLE_BLOCK : PSM.AUTO,
      });
      const { data } = await worker.recognize(png, {}, { text: false, blocks: true });
      return (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
    },
  };
}

/** Without its data the library's thread fails in a way that answers nothing. */
async function checkData(tessdataFolder: string): Promise<void> {
  for (const language of LANGUAGES.korean.split('+')) await access(join(tessdataFolder, `${language}.traineddata.gz`));
}
