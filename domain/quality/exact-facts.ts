import type { Passage } from '../../schemas/knowledge.ts';

/** Least digits of an order or reference number; shorter numbers in an inquiry are claims, not facts. */
const leastReferenceDigits = 5;

/**
 * The numbers, links and addresses of the answer that are neither in a cited passage nor, for order numbers, in the
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

/** Links, addresses, phone numbers and numbers of a text, in one form each, so that they can be compared. */
interface ExactFacts {
  readonly links: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** Runs of digits, without leading zeros, separators and decimals' ends: 3,000 and 3000 are one. */
  readonly numbers: ReadonlySet<string>;
  /** All digits of each run that separators join, as phone and order numbers are written. */
  readonly digitRuns: ReadonlySet<string>;
}

/** Parts are as long as mail and domain names allow, so that a run of letters is read in linear time. */
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
const link =
  /(?:https?:\/\/|www\.)[^\s<>()"']+|(?<![\w@.])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.(?:com|net|org|kr|io|co|shop|jp|cn|de|fr|uk|eu|info|biz|app|dev|example|test)(?:\/[^\s<>()"']*)?(?![\w@])/gi;
const digitRun = /\+?\d(?:[\d ().-]*\d)?/g;
const number = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g;

/** Numbers at the beginning of a line that only count its items. */
export const listMarker = /^[ \t]*(?:\d{1,2}[.)]|[①-⑳])[ \t]+/gm;

const numberWords: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  하루: '1',
  이틀: '2',
  사흘: '3',
  나흘: '4',
  열흘: '10',
  일주일: '7',
  보름: '15',
  반년: '6',
};

const numberWordPatterns = Object.entries(numberWords).map(([word, value]) => ({
  pattern: new RegExp(`(?<![a-z])${word}(?![a-z])`),
  value,
}));

/** All exact facts of the text. Number words are not read. */
export function exactFactsOf(text: string): ExactFacts {
  const folded = text.split('\n').map(foldWithoutMarker).join('\n');
  const emails = (folded.match(email) ?? []).map((found) => found.toLowerCase());
  const withoutEmails = folded.replaceAll(email, ' ');
  const links = (withoutEmails.match(link) ?? []).map(bareLink);
  const rest = withoutEmails.replaceAll(link, ' ');
  return {
    links: new Set(links),
    emails: new Set(emails),
    numbers: new Set((rest.match(number) ?? []).map(bareNumber).filter((found) => found !== '')),
    digitRuns: new Set((rest.match(digitRun) ?? []).map((found) => found.replaceAll(/\D/g, ''))),
  };
}

/** The values of number words in a text, which allow the same number in figures. */
export function numberWordsOf(text: string): readonly string[] {
  const words = text.toLowerCase();
  return numberWordPatterns.filter(({ pattern }) => pattern.test(words)).map(({ value }) => value);
}

/** A circled number is a marker before it is folded into a figure, a wide one only afterwards. */
function foldWithoutMarker(line: string): string {
  const bare = line.replace(listMarker, '');
  return bare === line ? foldText(line).replace(listMarker, '') : foldText(bare);
}

const bareLink = (found: string): string =>
  found
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/(?<![.,;:!?/])[.,;:!?/]+$/, '');

/** Without thousands separators, leading zeros and a zero fraction; minutes of a full hour ("09:00") become nothing. */
const bareNumber = (found: string): string =>
  found
    .replaceAll(',', '')
    .replace(/^0+(?=\d)/, '')
    .replace(/\.0+$/, '')
    .replace(/^0$/, '');

/** Text without differences that a quote may have: width forms, kinds of quotation marks and dashes, spaces. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[‘’‚‛′]/g, "'")
    .replaceAll(/[“”„‟″]/g, '"')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
