import type { LanguageCode } from '../../schemas/inquiry.ts';
import { languageByScript, scriptOf } from '../language/script.ts';

/**
 * The language of an entry or a question that names none: by its script where that decides, English for Latin script,
 * else `und`. Other languages in Latin script must be named.
 */
export function languageOfWords(text: string): LanguageCode {
  return languageByScript(text) ?? (scriptOf(text) === 'latin' ? 'en' : 'und');
}
