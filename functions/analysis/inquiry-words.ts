import type { Workspace } from '../entities/reads/read-workspace.ts';

/** What was read off all attachments, page after page. */
export const attachmentTextOf = ({ pageTexts }: Pick<Workspace, 'pageTexts'>): string =>
  pageTexts.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n\n');

/** The inquiry's text and what was written since. */
export const contentOf = ({ text, messages }: Pick<Workspace, 'text' | 'messages'>): string =>
  [text.content, ...messages.map((message) => message.text)].join('\n\n');

/** Everything the customer said: title, text, messages and attachments. */
export const wordsOf = (workspace: Workspace): string =>
  [workspace.inquiry.title, contentOf(workspace), attachmentTextOf(workspace)].filter((part) => part !== '').join('\n');
