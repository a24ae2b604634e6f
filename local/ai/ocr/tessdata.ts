import { chmod, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder that holds the trained data of every language we read; tesseract takes one folder only, npm ships one
 * package a language.
 */
export interface Tessdata {
  readonly folder: string;
  remove(): Promise<void>;
}

const LANGUAGES = ['eng', 'kor'] as const;

/** The integer `best` models: those of the folder `4.0.0` put a space between most Korean syllables. */
const MODEL_FOLDER = '4.0.0_best_int';

/**
 * Copies the models out of node_modules, which may be read-only; without a data folder into one of our own that
 * `remove` deletes.
 */
export async function placeTessdata(dataDir: string | undefined): Promise<Tessdata> {
  const folder =
    dataDir === undefined
      ? await mkdtemp(join(tmpdir(), 'inquiry-tessdata-'))
      : join(dataDir, 'tessdata', MODEL_FOLDER);
  await mkdir(folder, { recursive: true });
  const require = createRequire(import.meta.url);
  for (const language of LANGUAGES) {
    const packageFolder = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
    const fileName = `${language}.traineddata.gz`;
    const draft = join(folder, `${fileName}.new`);
    await copyFile(join(packageFolder, MODEL_FOLDER, fileName), draft);
    await chmod(draft, 0o600); // a copy has the mode of its source
    await rename(draft, join(folder, fileName));
  }
  return {
    folder,
    remove: async () => {
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
