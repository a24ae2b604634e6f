import type { Candidate, PersonalDataRule, PersonalDataSpan } from './personal-data.ts';
import { COMMON_RULES } from './rules-common.ts';
import { ENGLISH_RULES } from './rules-english.ts';
import { KOREAN_RULES } from './rules-korean.ts';

const BEFORE_CHARACTERS = 24;
const AFTER_CHARACTERS = 12;

/**
 * Personal data in a text, in order and without overlaps. Where two kinds meet, the higher score wins, then the longer
 * span. The Korean rules hold in every text (a Korean number may stand in an English letter); the English ones in all
 * but Korean.
 * `language` is an ISO 639-1 code.
 */
export function findPersonalData(text: string, options: { readonly language: string }): readonly PersonalDataSpan[] {
  const folded = foldForMatching(text);
  const rules = [...COMMON_RULES, ...KOREAN_RULES, ...(options.language === 'ko' ? [] : ENGLISH_RULES)];
  const found = rules.flatMap((rule) => matchesOf(rule, folded));
  const ranked = found.toSorted((a, b) => b.score01 - a.score01 || b.end - b.begin - (a.end - a.begin));
  return toCodePoints(
    text,
    withoutOverlaps(ranked, text.length).toSorted((a, b) => a.begin - b.begin),
  );
}

/** Spans that overlap no earlier one: covered characters are marked, since comparing all pairs is not linear. */
function withoutOverlaps(ranked: readonly PersonalDataSpan[], length: number): readonly PersonalDataSpan[] {
  const taken = new Uint8Array(length);
  return ranked.filter(({ begin, end }) => {
    if (taken.subarray(begin, end).includes(1)) return false;
    taken.fill(1, begin, end);
    return true;
  });
}

function matchesOf(rule: PersonalDataRule, folded: string): readonly PersonalDataSpan[] {
  return [...folded.matchAll(rule.pattern)].flatMap((match) => {
    const [begin, end] = match.indices?.groups?.value ?? [match.index, match.index + match[0].length];
    const score01 = rule.score01(candidateAt(folded, begin, end));
    return score01 === undefined ? [] : [{ type: rule.type, begin, end, score01 }];
  });
}

function candidateAt(folded: string, begin: number, end: number): Candidate {
  return {
    value: folded.slice(begin, end),
    before: folded
      .slice(Math.max(0, begin - BEFORE_CHARACTERS), begin)
      .replace(/^.*[,;\n](?=(?:[^\S\n]*[^\s,;]|[^,;\n]*[,;])[^,;\n]*$)/su, ''),
    after: folded.slice(end, end + AFTER_CHARACTERS),
  };
}

function toCodePoints(text: string, spans: readonly PersonalDataSpan[]): readonly PersonalDataSpan[] {
  let units = 0;
  let points = 0;
  const pointsAt = (target: number): number => {
    while (units < target) {
      units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
      points += 1;
    }
    return points;
  };
  return spans.map((span) => ({ ...span, begin: pointsAt(span.begin), end: pointsAt(span.end) }));
}

const DASHES = /[‐‑‒–—―−ー﹘﹣－]/u;
const DOTS = /[·・‧•∙]/u;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u;

/**
 * The text with full-width letters, digits and signs, odd dashes, dots and spaces replaced by their ASCII forms, one
 * for one: every offset in the result is the same offset in the text.
 */
function foldForMatching(text: string): string {
  return text.replace(/[^\x20-\x7e\uac00-\ud7a3]/gu, foldCharacter);
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (DASHES.test(character)) return '-';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (DOTS.test(character)) return '.';
  return SPACES.test(character) ? ' ' : character;
}
