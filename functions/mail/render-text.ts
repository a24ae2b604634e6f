import type { MailBlock } from './blocks.ts';
import { bodyText, oneLine } from './shorten.ts';

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
