import type { LanguageCode } from '../../schemas/inquiry.ts';
import { englishTerm } from './english-words.ts';
import { koreanTerms, spellOutKorean } from './korean-words.ts';

const runs =
  /\p{Script=Hangul}+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|\p{N}+/gu;

/**
 * Languages whose Latin words are English: their own, and those in which a Latin word is most likely a loan or a name.
 */
const languagesWithEnglishWords: ReadonlySet<string> = new Set(['en', 'ko', 'ja', 'zh', 'und']);

/**
 * The search terms of a text, in its order, repeats kept. Each run of one script is taken by that script's own rule, so
 * that a Korean inquiry still matches an English passage on names and figures: Hangul → stripped word and pairs of
 * syllables; Latin → Porter2 stems without stop words (plain words for languages other than English); Han and kana →
 * pairs of characters; digits as they are.
 */
export function tokenize(text: string, language: LanguageCode): readonly string[] {
  const folded = spellOutKorean(text.normalize('NFKC').toLowerCase().replaceAll('’', "'"));
  return (folded.match(runs) ?? []).flatMap((run) => termsOf(run, language));
}

function termsOf(run: string, language: LanguageCode): readonly string[] {
  if (/^\p{Script=Hangul}/u.test(run)) return koreanTerms(run);
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run))
    return run.length < 2 ? [run] : pairsOf(run);
  if (/^\p{N}/u.test(run) || !languagesWithEnglishWords.has(language)) return [run];
  const term = englishTerm(run);
  return term === null ? [] : [term];
}

const pairsOf = (run: string): readonly string[] =>
  Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
