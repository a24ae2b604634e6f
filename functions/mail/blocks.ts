/** The parts of every mail, built once and rendered twice, as text and as HTML. Line breaks in texts count. */
export type MailBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  | { readonly kind: 'quote'; readonly title?: string; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'note'; readonly text: string };

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** The plain text of a mail, blocks apart by an empty line. */
export const textOf = (blocks: readonly MailBlock[]): string => `${blocks.map(blockText).join('\n\n')}\n`;

function blockText(block: MailBlock): string {
  switch (block.kind) {
    case 'heading':
      return `■ ${bodyText(block.text)}`;
    case 'paragraph':
    case 'note':
      return bodyText(block.text);
    case 'facts':
      return block.rows.map(({ label, value }) => `${label}: ${oneLine(value, 500)}`).join('\n');
    case 'quote':
      return [...(block.title === undefined ? [] : [oneLine(block.title, 500)]), quoted(block.text)].join('\n');
    case 'list':
      return block.items.map((item) => `- ${oneLine(item, 500)}`).join('\n');
    case 'button':
      return `${block.label}:\n${block.url}`;
    default:
      block satisfies never;
      return '';
  }
}

const quoted = (text: string): string =>
  bodyText(text)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

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
