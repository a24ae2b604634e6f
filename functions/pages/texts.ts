import type { ProblemCode } from '../../schemas/errors.ts';
import type { PageLanguage } from './page-language.ts';
import { english } from './texts-en.ts';
import { korean } from './texts-ko.ts';

/** All words of the pages; `Record<…>` members have one entry for each value of the contract. */
export const texts = { en: english, ko: korean } as const;

export type PageTexts = typeof english;

/** Title and explanation for people; codes that never appear on a page share one text. */
export function problemTexts(language: PageLanguage, code: ProblemCode): { title: string; detail: string } {
  const { problems } = texts[language];
  switch (code) {
    case 'not_found':
    case 'already_replied':
    case 'link_expired':
    case 'erased':
    case 'status_conflict':
    case 'unavailable':
      return problems[code];
    default:
      return problems.internal;
  }
}
