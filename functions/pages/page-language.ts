export type PageLanguage = 'en' | 'ko';

/** The language of a page: the inquiry's if supported, else the reader's first supported one, else English. */
export function pageLanguage(known: string | undefined, acceptLanguage: string | undefined): PageLanguage {
  const wanted = [known ?? '', ...(acceptLanguage ?? '').split(',')].map((entry) =>
    entry.trim().slice(0, 2).toLowerCase(),
  );
  return wanted.find((language): language is PageLanguage => language === 'en' || language === 'ko') ?? 'en';
}
