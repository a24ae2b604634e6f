/**
 * True when arrays and objects nest deeper than `deepest` levels. Reads the text once and skips strings whole, so that a
 * hostile body is refused before anything is built from it. Text that is not JSON gives either answer.
 */
export function exceedsDepth(text: string, deepest: number): boolean {
  const structure = /["[\]{}]/g;
  let depth = 0;
  for (let found = structure.exec(text); found !== null; found = structure.exec(text)) {
    if (found[0] === '"') {
      structure.lastIndex = endOfString(text, found.index + 1);
    } else if (found[0] === '[' || found[0] === '{') {
      depth += 1;
      if (depth > deepest) return true;
    } else {
      depth -= 1;
    }
  }
  return false;
}

/** Behind the closing quote of the string whose content starts at `from`; the end of the text when it never closes. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}
