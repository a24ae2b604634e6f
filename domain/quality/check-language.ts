import type { AnswerToolInput } from '../../schemas/answer.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';
import { score01 } from '../../schemas/units.ts';
import { languageByScript, scriptOf } from '../language/script.ts';
import { type Check, reasonOf } from './quality-faults.ts';

/** Languages that their script identifies; an answer in one of them needs that script. */
const scriptLanguages: readonly string[] = ['ko', 'ja', 'zh'];

/** Languages that an answer in Latin letters may be in. */
const latinLanguages: readonly string[] = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'fi',
  'pl',
  'tr',
  'vi',
  'id',
];

/** A sentence with fewer letters may be a name, a quotation or a unit. */
const leastLetters = 4;

/** A sentence in Latin letters with fewer words may be the name of a product or of a menu. */
const leastLatinWords = 6;

/** A link says nothing of the language around it. */
const link = /(?:https?:\/\/|www\.)\S+/g;

/**
 * 1 when the answer is in the inquiry's language by its script, whole and sentence by sentence, and by what the model
 * declares, 0.5 when only the declaration differs, else 0. An inquiry of unknown language (`und`) sets no demand.
 */
export function checkLanguage(answer: Pick<AnswerToolInput, 'answer' | 'language'>, language: LanguageCode): Check {
  if (language === 'und') return { score01: score01(1), reasons: [] };
  const text = answer.answer.replaceAll(link, '');
  const fits = fitsScript(text, language) && sentencesOf(text).every((sentence) => mayStandIn(language, sentence));
  if (!fits) return { score01: score01(0), reasons: [reasonOf('wrong_language')] };
  const isDeclared = answer.language.toLowerCase().split(/[-_]/)[0] === language;
  return isDeclared
    ? { score01: score01(1), reasons: [] }
    : { score01: score01(0.5), reasons: [reasonOf('other_language_declared')] };
}

function fitsScript(text: string, language: LanguageCode): boolean {
  if (scriptLanguages.includes(language)) return languageByScript(text) === language;
  return latinLanguages.includes(language) ? isMostlyLatin(text) : languageByScript(text) === null;
}

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?。！？])\s*|\n+/);

/** A name or a term in another script may stand in a text, a sentence may not. */
function mayStandIn(language: LanguageCode, sentence: string): boolean {
  if (countOf(sentence, /\p{L}/gu) < leastLetters) return true;
  if (latinLanguages.includes(language)) return isMostlyLatin(sentence);
  if (!scriptLanguages.includes(language)) return true;
  const script = scriptOf(sentence);
  if (script === 'latin') return countOf(sentence, /\p{L}[\p{L}'’]*/gu) < leastLatinWords;
  return languageByScript(sentence) === language || (language === 'ja' && script === 'han');
}

/** At least half of the letters: the name of a place or a product may stand in its own script. */
const isMostlyLatin = (text: string): boolean => 2 * countOf(text, /\p{Script=Latin}/gu) >= countOf(text, /\p{L}/gu);

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
