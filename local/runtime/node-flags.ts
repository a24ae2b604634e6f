import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Package = z.object({ scripts: z.object({ start: z.string() }) });

/** Node's flags of `npm start`, so that whoever starts a runtime of its own measures and shows the same thing. */
export function startFlags(): readonly string[] {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { start } = Package.parse(JSON.parse(text)).scripts;
  return start.split(' ').filter((word) => word.startsWith('--'));
}
