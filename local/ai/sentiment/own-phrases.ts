import type { SentimentLanguage } from './features.ts';
import { ENGLISH_PARTS } from './phrase-parts-english.ts';
import { KOREAN_PARTS } from './phrase-parts-korean.ts';

/**
 * Customer sentences of our own, put together from parts. Reviews and comments hold no plain questions and few
 * complaints about an order: a model trained on them alone calls half of all plain questions negative.
 */
interface PhraseParts {
  readonly subjects: readonly string[];
  readonly questions: readonly string[];
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  readonly praises: readonly string[];
  readonly openings: readonly string[];
  readonly closings: readonly string[];
}

const PARTS: Readonly<Record<SentimentLanguage, PhraseParts>> = { ko: KOREAN_PARTS, en: ENGLISH_PARTS };

interface OwnPhrase {
  readonly text: string;
  readonly label: 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL';
}

/** All combinations of subject and sentence; openings and closings alternate, so that politeness alone is no tone. */
export function ownPhrases(language: SentimentLanguage): readonly OwnPhrase[] {
  const parts = PARTS[language];
  const phrases: OwnPhrase[] = [];
  const groups = [
    { label: 'NEUTRAL', frames: [...parts.questions, ...parts.requests] },
    { label: 'NEGATIVE', frames: parts.complaints },
    { label: 'POSITIVE', frames: parts.praises },
  ] as const;
  for (const { label, frames } of groups) {
    for (const frame of frames) {
      for (const subject of parts.subjects) {
        const turn = phrases.length;
        const opening = parts.openings[turn % parts.openings.length] ?? '';
        const closing = parts.closings[Math.floor(turn / 7) % parts.closings.length] ?? '';
        phrases.push({ label, text: `${opening}${fill(frame, subject)}${closing}` });
      }
    }
  }
  return phrases;
}

function fill(frame: string, subject: string): string {
  return frame.includes('#') ? frame.replace('#', subject) : `${subject}${withParticle(frame, subject)}`;
}

/** 은/는, 이/가 and 을/를 follow the last syllable of the noun. */
function withParticle(frame: string, noun: string): string {
  const code = (noun.codePointAt(noun.length - 1) ?? 0) - 0xac00;
  const endsInVowel = code >= 0 && code % 28 === 0;
  if (!endsInVowel) return frame;
  return frame
    .replace(/^은(?= )/u, '는')
    .replace(/^이(?= )/u, '가')
    .replace(/^을(?= )/u, '를');
}
