/**
 * The Porter2 (English) stemmer, after https://snowballstem.org/algorithms/english/stemmer.html. Without the list of
 * exceptional whole words but for those a customer inquiry is likely to hold.
 */

const exceptions: ReadonlyMap<string, string> = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['news', 'news'],
  ['atlas', 'atlas'],
  ['bias', 'bias'],
  ['inning', 'inning'],
  ['outing', 'outing'],
  ['earring', 'earring'],
  ['proceed', 'proceed'],
  ['exceed', 'exceed'],
  ['succeed', 'succeed'],
]);

const step2Endings: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
];

const step3Endings: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

const step4Endings = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'al',
  'er',
  'ic',
] as const;

const vowel = /[aeiouy]/;
const doubleEnd = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const shortSyllableEnd = /(^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])$/;

/** The stem of one lower-case English word; words of up to two letters stay as they are. */
export function porter2(word: string): string {
  if (word.length <= 2) return word;
  const exception = exceptions.get(word);
  if (exception !== undefined) return exception;
  const marked = markConsonantY(word.replace(/^'/, ''));
  const [r1, r2] = regionsOf(marked);
  const step1 = endY(endPast(endPlural(marked.replace(/('s'|'s|')$/, '')), r1));
  const step3 = replaceLonger(replaceLonger(step1, r1, step2Endings), r1, step3Endings);
  return endE(dropDerivation(dropLi(step3, r1), r2), { r1, r2 }).toLowerCase();
}

const markConsonantY = (word: string): string => word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');

/** Where the regions R1 and R2 begin: after the first consonant that follows a vowel, and again within R1. */
function regionsOf(word: string): readonly [number, number] {
  const prefix = /^(gener|commun|arsen)/.exec(word);
  const r1 = prefix === null ? afterVowelConsonant(word, 0) : prefix[0].length;
  return [r1, afterVowelConsonant(word, r1)];
}

function afterVowelConsonant(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found === null ? word.length : from + found.index + 2;
}

function endPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/(us|ss)$/.test(word)) return word;
  return word.endsWith('s') && vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function endPast(word: string, r1: number): string {
  const eed = /eed(ly)?$/.exec(word);
  if (eed !== null) return eed.index >= r1 ? word.slice(0, eed.index + 2) : word;
  const past = /(?:ed|edly|ing|ingly)$/.exec(word);
  const stem = word.slice(0, past?.index);
  if (past === null || !vowel.test(stem)) return word;
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (doubleEnd.test(stem)) return stem.slice(0, -1);
  return r1 >= stem.length && shortSyllableEnd.test(stem) ? `${stem}e` : stem;
}

const endY = (word: string): string => word.replace(/(?<=.[^aeiouy])[yY]$/, 'i');

function replaceLonger(word: string, region: number, endings: readonly (readonly [string, string])[]): string {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (found === undefined || word.length - found[0].length < region) return word;
  return word.slice(0, word.length - found[0].length) + found[1];
}

function dropLi(word: string, r1: number): string {
  if (word.endsWith('logi') && word.length - 3 >= r1) return word.slice(0, -1);
  return /[cdeghkmnrt]li$/.test(word) && word.length - 2 >= r1 ? word.slice(0, -2) : word;
}

function dropDerivation(word: string, r2: number): string {
  const ending = step4Endings.find((end) => word.endsWith(end)) ?? /(?<=[st])ion$/.exec(word)?.[0];
  return ending !== undefined && word.length - ending.length >= r2 ? word.slice(0, -ending.length) : word;
}

function endE(word: string, regions: { r1: number; r2: number }): string {
  const last = word.length - 1;
  if (word.endsWith('ll')) return last >= regions.r2 ? word.slice(0, -1) : word;
  if (!word.endsWith('e')) return word;
  const isDropped = last >= regions.r2 || (last >= regions.r1 && !shortSyllableEnd.test(word.slice(0, -1)));
  return isDropped ? word.slice(0, -1) : word;
}
