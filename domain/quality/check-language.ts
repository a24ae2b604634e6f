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

/**
 * 1 when the answer is in the inquiry's language by its script and by what the model declares, 0.5 when only the
 * declaration differs, else 0. An inquiry of unknown language (`und`) sets no demand.
 */
export function checkLanguage(answer: Pick<AnswerToolInput, 'answer' | 'language'>, language: LanguageCode): Check {
  if (language === 'und') return { score01: score01(1), reasons: [] };
  if (!fitsScript(answer.answer, language)) return { score01: score01(0), reasons: [reasonOf('wrong_language')] };
  const isDeclared = answer.language.toLowerCase().split(/[-_]/)[0] === language;
  return isDeclared
    ? { score01: score01(1), reasons: [] }
    : { score01: score01(0.5), reasons: [reasonOf('wrong_language')] };
}

function fitsScript(text: string, language: LanguageCode): boolean {
  const byScript = languageByScript(text);
  if (byScript !== null || scriptLanguages.includes(language)) return byScript === language;
  const script = scriptOf(text);
  return latinLanguages.includes(language) ? script === 'latin' || script === 'none' : true;
}
