/** The text in at most `maxCharacters` characters; what was cut shows as an ellipsis. */
export function shorten(text: string, maxCharacters: number): string {
  const characters = Array.from(text);
  if (characters.length <= maxCharacters) return text;
  return `${characters
    .slice(0, maxCharacters - 1)
    .join('')
    .trimEnd()}…`;
}

/** Text for a subject: no line breaks, no control characters, nothing that turns the reading direction around. */
export function oneLine(text: string, maxCharacters: number): string {
  const line = text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\s]+/gu, ' ');
  return shorten(line.trim(), maxCharacters);
}

/** Text for a body: line breaks and tabs stay, other control characters go. */
export const bodyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
