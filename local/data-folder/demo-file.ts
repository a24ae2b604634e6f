import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { CompanyId } from '../../schemas/ids.ts';
import { writeWhole } from '../write-whole.ts';
import { readDataFile } from './read-data-file.ts';

/** The demo company and its key. */
export const Demo = z.object({ companyId: CompanyId, apiKey: z.string() });
export type Demo = z.infer<typeof Demo>;

const fileIn = (dataDir: string): string => join(dataDir, 'demo.json');
const wayOut =
  'restore it from a backup, or remove it to have another demo company made, beside which the old one stays';

/** Undefined before the first start has come to its end. @throws DataFolderError */
export function readDemo(dataDir: string): Demo | undefined {
  const file = fileIn(dataDir);
  return existsSync(file) ? readDataFile(file, { schema: Demo, wayOut }) : undefined;
}

export function writeDemo(dataDir: string, demo: Demo): void {
  writeWhole(fileIn(dataDir), `${JSON.stringify(demo, null, 2)}\n`);
}
