import type { Workspace } from '../entities/reads/read-workspace.ts';

/** What was read off all attachments, page after page. */
export const attachmentTextOf = ({ pageTexts }: Pick<Workspace, 'pageTexts'>): string =>
  pageTexts.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n\n');

/** Everything the customer said: title, text and attachments. */
export const wordsOf = (workspace: Workspace): string =>
  [workspace.inquiry.title, workspace.text.content, attachmentTextOf(workspace)]
    .filter((part) => part !== '')
    .join('\n');
