import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes code with every character beyond ASCII as an escape, and returns how many bytes that are. A single Korean letter
 * makes V8 hold the whole file at two bytes a character, half a megabyte more in each function; esbuild leaves those in
 * regular expressions and tagged templates, where the escape means the same (a tag that reads `raw` would tell).
 * @throws Error where such a character is escaped by a backslash itself, which an escape would turn into another text
 */
export function writeCode(path: string, code: string): number {
  const [escaped] = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.exec(code) ?? [];
  if (escaped !== undefined) throw new Error(`${path}: ${escaped} cannot be written in ASCII`);
  const ascii = code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, ascii);
  return ascii.length;
}
