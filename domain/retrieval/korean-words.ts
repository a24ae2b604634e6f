import { koreanFrameOf } from './question-frame.ts';

/** Longest first, so that 에서부터 goes before 부터. A noun keeps at least two syllables. */
const particles =
  /(으로부터|에서부터|이라도|에게서|한테서|으로는|에서는|에서도|이라는|까지는|까지도|부터는|으로도|에게는|한테는|이랑|으로|에서|에게|한테|까지|부터|보다|처럼|마다|라도|밖에|조차|마저|이나|라는|에는|에도|로는|로도|과는|와는|은|는|이|가|을|를|의|에|로|와|과|도|만|랑|께|나)$/;

const wishes = '고싶(?:은데요?|어요?|습니다|다|음)|려고(?:하는데요?|해요|합니다|요)?|려는데요?|려면요?';
const lightVerb =
  '(?:하|되)(?:나요|는지|는데요?|면|고|는|기|지|려면|려고)|(?:합|됩|됐습|했습|되었습|하였습)니다|(?:해|돼|했어|됐어|되었어)요?|(?:했|됐)는데요?|할(?:까요|게요|수)?|될까요|한가요|해야|해서|해도|해주세요|해줘요?|함|됨';
const politeEndings =
  '인가요|인데요?|이에요|예요|입니다|일까요|이죠|을까요|나요|까요|는데요?|은데요?|어요|아요|여요|네요|군요|지요|죠|습니다|습니까|으면|세요|던데요?|거든요|(?:라|다|냐)고요?';

/** Endings of verbs and adjectives in questions and statements; without them a word is close to its stem. */
const endings = new RegExp(`(?:하?(?:${wishes})|${lightVerb}|${politeEndings})$`);

/** A whole word that is only a light verb and its ending ("해야 하나요"). */
const bareVerb = new RegExp(
  `^(?:${lightVerb}|하${wishes}|(?:있|없|싶)(?:${politeEndings}|는지|는|다|음|을)|주(?:세요|시나요|시면|실)|드(?:립니다|려요|릴게요))$`,
);

/** Chat spellings and short forms, also inside words written without spaces. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/어케|어떡해|어떠케|우째/g, '어떻게'],
  [/비번|패스워드/g, '비밀번호'],
  [/핸드폰|휴대전화|핸폰/g, '휴대폰'],
  [/전번/g, '전화번호'],
  [/담주/g, '다음주'],
  [/언제쯤/g, '언제'],
  [/카톡/g, '카카오톡'],
  [/현영/g, '현금영수증'],
  [/택배비|배송료/g, '배송비'],
  [/갯수/g, '개수'],
  [/까먹/g, '잊어버리'],
];

/** Function words and courtesies, which say nothing about the subject. */
const stopWords: ReadonlySet<string> = new Set(
  `그리고 그런데 근데 그래서 하지만 그러나 또는 혹시 좀 제 저 저는 제가 저희 나 내 이 그 것 거 수 때 안녕하세요 안녕 감사합니다
  감사해요 부탁드립니다 부탁드려요 부탁 문의 문의드립니다 문의드려요 알려주세요 알려줘 궁금합니다 궁금해요 어떻게 어떤 무엇 뭐 뭔가요
  무엇인가요 왜 고객님 너무 넘 그냥 걍 지금 진짜`.split(/\s+/),
);

/** The text with chat spellings in their long form. @param text Hangul in composed form (NFC or NFKC) */
export function spellOutKorean(text: string): string {
  return spellings.reduce((spelled, [short, long]) => spelled.replace(short, long), text);
}

/**
 * The terms of one run of Hangul: the word without its ending or particle, marked `w:` so that it never equals a pair
 * of syllables, and the pairs of syllables of that word. Empty for a stop word, one term for a word that only frames a
 * question.
 */
export function koreanTerms(word: string): readonly string[] {
  const frame = koreanFrameOf(word);
  if (frame !== undefined) return [frame];
  if (stopWords.has(word) || bareVerb.test(word)) return [];
  const stem = stemOf(word);
  return stopWords.has(stem) ? [] : [`w:${stem}`, ...pairsOf(stem)];
}

function stemOf(word: string): string {
  const withoutEnding = shorten(word, endings, 1);
  return withoutEnding === word ? shorten(word, particles, 2) : withoutEnding;
}

function shorten(word: string, pattern: RegExp, leastSyllables: number): string {
  const short = word.replace(pattern, '');
  return short.length >= leastSyllables ? short : word;
}

const pairsOf = (word: string): readonly string[] =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2));
