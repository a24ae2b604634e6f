const DASHES = /[‐‑‒–—―−ー﹘﹣－]/u;
const DOTS = /[·・‧•∙]/u;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u;

/**
 * The text with full-width letters, digits and signs, odd dashes, dots and spaces replaced by their ASCII forms, one for one:
 * every offset in the result is the same offset in the text.
 */
export function foldForMatching(text: string): string {
  return text.replace(/[^\x20-\x7e\uac00-\ud7a3]/gu, foldCharacter);
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (DASHES.test(character)) return '-';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (DOTS.test(character)) return '.';
  return SPACES.test(character) ? ' ' : character;
}
