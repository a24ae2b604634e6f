import { displayWidth, leading } from './display-width.ts';

/**
 * The text in lines of at most `columns`, broken at spaces, or within a word that alone is longer. Its own line ends stay,
 * and links stay whole, so that a terminal can open them.
 */
export const wrapped = (text: string, columns: number): readonly string[] =>
  text.split(/\r?\n/).flatMap((line) => wrapLine(line, columns));

function wrapLine(line: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((part) => pieces(part, columns))) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (displayWidth(joined) > columns && current !== '') {
      lines.push(current);
      current = word;
    } else {
      current = joined;
    }
  }
  return [...lines, current];
}

function pieces(word: string, columns: number): readonly string[] {
  if (/^https?:\/\//.test(word)) return [word];
  const parts: string[] = [];
  let rest = word;
  while (displayWidth(rest) > columns) {
    const part = leading(rest, columns);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}
