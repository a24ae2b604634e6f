import { isEnglishStopWord } from '../text/english.ts';
import { isVerbal, stripParticle } from '../text/korean.ts';

export interface KeyPhrase {
  readonly text: string;
  /** UTF-16 offsets into the text. */
  readonly begin: number;
  readonly end: number;
  /** 0–1; grows with the number of words, as longer runs are more often a real phrase. */
  readonly score01: number;
}

interface Piece {
  readonly begin: number;
  readonly end: number;
  readonly isContent: boolean;
  /** A particle ends a phrase: 배송의 기간 are two. */
  readonly isLast: boolean;
}

const MAX_WORDS = 5;

/** Runs of content words, as RAKE takes them: stop words, verbs (Korean), punctuation and particles divide. */
export function detectKeyPhrases(text: string, language: 'en' | 'ko'): readonly KeyPhrase[] {
  const phrases: KeyPhrase[] = [];
  let run: Piece[] = [];
  const close = (): void => {
    const first = run[0];
    const last = run.at(-1);
    if (first !== undefined && last !== undefined) {
      const phrase = text.slice(first.begin, last.end);
      phrases.push({ text: phrase, begin: first.begin, end: last.end, score01: scoreOf(run.length) });
    }
    run = [];
  };
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*|[^\s\p{L}\p{N}]/gu)) {
    const piece = language === 'ko' ? koreanPiece(match) : englishPiece(match);
    if (!piece.isContent || run.length === MAX_WORDS) close();
    if (piece.isContent) run.push(piece);
    if (piece.isLast) close();
  }
  close();
  return phrases;
}

function scoreOf(words: number): number {
  return Math.min(0.95, 0.6 + 0.1 * words);
}

function englishPiece(match: RegExpExecArray): Piece {
  const [word] = match;
  const isContent = word.length > 1 && /\p{L}/u.test(word) && !isEnglishStopWord(word.replace('’', "'"));
  return { begin: match.index, end: match.index + word.length, isContent, isLast: false };
}

function koreanPiece(match: RegExpExecArray): Piece {
  const [word] = match;
  const stem = stripParticle(word);
  const isContent = stem.length > 1 && /\p{L}/u.test(word) && !isVerbal(word);
  return { begin: match.index, end: match.index + stem.length, isContent, isLast: stem !== word };
}
