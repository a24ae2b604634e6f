import { languageByScript } from '../../domain/language/script.ts';
import {
  languageBytes,
  personalDataBytes,
  personalDataLanguages,
  sentimentBytes,
  sentimentLanguages,
} from './comprehend-limits.ts';
import { truncateUtf8 } from './truncate-utf8.ts';

/** Comprehend bills a request by 100 characters begun, and by three such units at least. */
const charactersPerUnit = 100;
const leastUnits = 3;

/** Billed units of the requests that the analysis of `words` in `language` makes. Requests repeated after a fault are not in it. */
export function comprehendUnits(words: string, language: string): number {
  const isKnownTo = (languages: readonly string[]): boolean => languages.includes(language);
  return (
    (languageByScript(words) === null ? unitsOf(words, languageBytes) : 0) +
    (isKnownTo(sentimentLanguages) ? unitsOf(words, sentimentBytes) : 0) +
    (isKnownTo(personalDataLanguages) ? unitsOf(words, personalDataBytes) : 0)
  );
}

function unitsOf(words: string, maxBytes: number): number {
  const characters = Array.from(truncateUtf8(words, maxBytes)).length;
  return Math.max(leastUnits, Math.ceil(characters / charactersPerUnit));
}
