import { EventEmitter } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { OcrFailedError } from './ocr-errors.ts';
import type { OcrScript } from './ocr-result.ts';

export interface ReadingMode {
  /** `block` takes the page as one block of text, `columns` looks for the layout first. */
  readonly layout: 'block' | 'columns';
  /** `adaptive` (Sauvola) copes with shadow, `global` (Otsu) with faint, even print. */
  readonly threshold: 'adaptive' | 'global';
}

export interface RawWord {
  readonly text: string;
  readonly confidence: number;
  readonly bbox: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
}

export interface RawLine extends RawWord {
  readonly words: readonly RawWord[];
}

/** One tesseract thread. It reads one image at a time. */
export interface OcrWorker {
  readonly script: OcrScript;
  /** False once the thread died or was ended. */
  isAlive(): boolean;
  read(png: Buffer, mode: ReadingMode): Promise<readonly RawLine[]>;
  setScript(script: OcrScript): Promise<void>;
  end(reason: string): Promise<void>;
}

const LANGUAGES = { latin: 'eng', korean: 'kor+eng' } as const satisfies Record<OcrScript, string>;
const READ_TIMEOUT_MS = 60_000;

/** Starts a thread. Throws `OcrFailedError` when the engine or its data cannot be loaded. */
export async function startOcrWorker(tessdataFolder: string, startScript: OcrScript): Promise<OcrWorker> {
  await checkData(tessdataFolder);
  const life = openLife();
  let script = startScript;
  const starting = createWorker(LANGUAGES[script], OEM.LSTM_ONLY, {
    langPath: tessdataFolder,
    cacheMethod: 'none',
    // Without a handler a rejected job is thrown in the message listener and ends the process; later jobs reject by
    // themselves.
    errorHandler: (error: unknown) => life.endBeforeStart(`the reader did not start: ${String(error)}`),
  });
  const tesseract = await Promise.race([starting, life.ended]);
  life.start();
  watchThread(tesseract, life.end);

  const end = async (reason: string): Promise<void> => {
    life.end(reason);
    await tesseract.terminate();
  };
  return {
    get script() {
      return script;
    },
    isAlive: life.isAlive,
    end,
    setScript: async (wanted) => {
      await Promise.race([tesseract.reinitialize(LANGUAGES[wanted]), life.ended]);
      script = wanted;
    },
    read: async (png, mode) => {
      const timer = setTimeout(() => void end(`the image took longer than ${READ_TIMEOUT_MS} ms`), READ_TIMEOUT_MS);
      try {
        return await Promise.race([readLines(tesseract, png, mode), life.ended]);
      } catch (cause) {
        // A failed run may leave the engine's memory broken: the next image gets a fresh thread.
        await end('the reader failed on an image');
        throw new OcrFailedError('the reader failed on an image', { cause });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/**
 * A thread that fails at its start cannot be ended from outside, so what is likely to be missing is looked for before.
 */
async function checkData(tessdataFolder: string): Promise<void> {
  try {
    for (const language of LANGUAGES.korean.split('+'))
      await access(join(tessdataFolder, `${language}.traineddata.gz`));
  } catch (cause) {
    throw new OcrFailedError('the language data is missing', { cause });
  }
}

interface Life {
  /** Rejects with `OcrFailedError` once the worker ends; never resolves. */
  readonly ended: Promise<never>;
  isAlive(): boolean;
  start(): void;
  end(reason: string): void;
  endBeforeStart(reason: string): void;
}

function openLife(): Life {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // A race that was won leaves this rejection without a listener.
  ended.catch(() => undefined);
  let state: 'starting' | 'alive' | 'ended' = 'starting';
  const end = (reason: string): void => {
    state = 'ended';
    reject(new OcrFailedError(reason));
  };
  return {
    ended,
    end,
    isAlive: () => state !== 'ended',
    start: () => {
      if (state === 'starting') state = 'alive';
    },
    endBeforeStart: (reason) => {
      if (state === 'starting') end(reason);
    },
  };
}

/**
 * The library listens to neither: an 'error' event without a listener would end the process, and a dead thread never
 * answers.
 */
function watchThread(tesseract: Worker, end: (reason: string) => void): void {
  const thread: unknown = Reflect.get(tesseract, 'worker');
  if (!(thread instanceof EventEmitter)) return;
  thread.on('error', (error) => end(`the reader thread failed: ${String(error)}`));
  thread.on('exit', () => end('the reader thread ended'));
}

async function readLines(tesseract: Worker, png: Buffer, mode: ReadingMode): Promise<readonly RawLine[]> {
  await tesseract.setParameters({
    // The engine reports diacritics on standard error otherwise.
    debug_file: '/dev/null',
    // In letters and receipts a bar is a misread capital I or l far more often than a bar.
    tessedit_char_blacklist: '|',
    thresholding_method: mode.threshold === 'adaptive' ? '2' : '0',
    tessedit_pageseg_mode: mode.layout === 'block' ? PSM.SINGLE_BLOCK : PSM.AUTO,
  });
  const { data } = await tesseract.recognize(png, {}, { text: false, blocks: true });
  return (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
}
