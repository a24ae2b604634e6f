/**
 * Words that frame a question without naming its subject: "how long does … take", "얼마나 걸리나요". Questions of different
 * subjects often share them, and in a small knowledge base they are rarer than its subjects, so that by rarity they
 * would decide. They become one term each, marked `q:`, and count less.
 */
const koreanFrames: readonly (readonly [RegExp, string])[] = [
  [/^얼마나/, 'q:얼마나'],
  [/^얼마/, 'q:얼마'],
  [/^언제/, 'q:언제'],
  [/^어디/, 'q:어디'],
  [/^(?:며칠|몇)/, 'q:몇'],
  [/^걸(?:리|려|릴|렸|린|립)/, 'q:걸리'],
  [/^(?:가능|방법|경우)/, 'q:가능'],
];

const englishFrames: ReadonlySet<string> = new Set([
  'long',
  'take',
  'takes',
  'taking',
  'much',
  'many',
  'possible',
  'way',
]);

/** The term of a Korean word that only frames a question; undefined for every other word. */
export const koreanFrameOf = (word: string): string | undefined =>
  koreanFrames.find(([pattern]) => pattern.test(word))?.[1];

/** The term of an English word that only frames a question; undefined for every other word. @param word lower case */
export const englishFrameOf = (word: string): string | undefined =>
  englishFrames.has(word) ? `q:${word.slice(0, 4)}` : undefined;

/** Whether a term came from such a word. */
export const isFrameTerm = (term: string): boolean => term.startsWith('q:');
