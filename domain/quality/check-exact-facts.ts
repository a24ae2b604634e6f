import type { Passage } from '../../schemas/knowledge.ts';
import { exactFactsOf, numberWordsOf } from './exact-facts.ts';

/** An order or reference number has at least so many digits; shorter ones in an inquiry are claims, not facts. */
const leastReferenceDigits = 5;

/**
 * The numbers, links and addresses of the answer that stand neither in a cited passage nor, for order numbers, in the
 * inquiry; in the answer's order. Numbers are compared by value, so 3,000 and 3000 are one.
 */
export function unsupportedFacts(about: {
  readonly answer: string;
  readonly inquiryText: string;
  readonly cited: readonly Passage[];
}): readonly string[] {
  const said = exactFactsOf(about.answer);
  const sourceText = about.cited.map(({ title, text }) => `${title}\n${text}`).join('\n');
  const source = exactFactsOf(sourceText);
  const references = [...exactFactsOf(about.inquiryText).numbers].filter((one) => one.length >= leastReferenceDigits);
  const numbers = new Set([...source.numbers, ...numberWordsOf(sourceText), ...references]);
  const joined = [...source.digitRuns, ...references];
  const isKnownNumber = (one: string) => numbers.has(one) || (one.length >= 3 && joined.some((run) => run === one));
  return [
    ...[...said.links].filter((one) => !isKnownLink(one, source.links)),
    ...[...said.emails].filter((one) => !source.emails.has(one)),
    ...[...said.numbers].filter((one) => !isKnownNumber(one)),
  ];
}

const isKnownLink = (link: string, known: ReadonlySet<string>): boolean => known.has(link);
