import { cutText } from '../../domain/language/cut-text.ts';
import { maskForModel } from '../../domain/personal-data/mask-personal-data.ts';
import { policy } from '../../domain/policy.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';
import type { Workspace } from '../entities/workspace.ts';

const { mostInquiryCharacters } = policy.attachments;

const pagesOf = ({ pageTexts }: Pick<Workspace, 'pageTexts'>): string =>
  pageTexts.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n\n');

/** The text of all attachments, page after page, up to the policy's limit. */
export const attachmentTextOf = (workspace: Pick<Workspace, 'pageTexts'>): string =>
  cutText(pagesOf(workspace), mostInquiryCharacters);

/** Whether the attachments hold more text than `attachmentTextOf` gives. */
export const isTextCut = (workspace: Pick<Workspace, 'pageTexts'>): boolean =>
  workspace.pageTexts.some(({ isCut }) => isCut === true) || pagesOf(workspace).length > mostInquiryCharacters;

/** The inquiry's text and the messages since. */
export const contentOf = ({ text, messages }: Pick<Workspace, 'text' | 'messages'>): string =>
  [text.content, ...messages.map((message) => message.text)].join('\n\n');

/** The customer's own words: title, text and messages. An attachment may be anybody's. */
export const ownWordsOf = (workspace: Workspace): string => `${workspace.inquiry.title}\n${contentOf(workspace)}`;

/** All that was sent: the customer's own words and the attachments. */
export const wordsOf = (workspace: Workspace): string =>
  [ownWordsOf(workspace), attachmentTextOf(workspace)].filter((part) => part !== '').join('\n');

/** What the analysis reads. */
export const spokenIn = (workspace: Workspace): { readonly words: string; readonly ownWords: string } => ({
  words: wordsOf(workspace),
  ownWords: ownWordsOf(workspace),
});

/** A customer's words for a model: unchanged, or with personal data masked if the company wants that. */
export function wordsForModel(company: CompanySettings | null, language: LanguageCode): (text: string) => string {
  if (company?.maskPersonalDataForModel !== true) return (text) => text;
  return (text) => maskForModel(text, language);
}
