import type { ProblemCode } from '../../schemas/errors.ts';
import { english } from './texts-en.ts';
import { korean } from './texts-ko.ts';

export type PageLanguage = 'en' | 'ko';

/** All words of the pages; `Record<…>` members have one entry for each value of the contract. */
export const texts = { en: english, ko: korean } as const;

export type PageTexts = typeof english;

/** The language of a page: that of the inquiry where we speak it, else the reader's first that we speak, else English. */
export function pageLanguage(known: string | undefined, acceptLanguage: string | undefined): PageLanguage {
  const wanted = [known ?? '', ...(acceptLanguage ?? '').split(',')].map((entry) =>
    entry.trim().slice(0, 2).toLowerCase(),
  );
  return wanted.find((language): language is PageLanguage => language === 'en' || language === 'ko') ?? 'en';
}

/** Title and explanation for people; codes they never meet on a page share one text. */
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
