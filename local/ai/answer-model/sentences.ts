/** The sentences of a text as they stand in it, so that each can be quoted; line ends divide as well. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?。？！]["'”’)]?)\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

const KOREAN_ASKING =
  /(?:나요|까요|가요|는지|은지|인지|ㄴ지|을까|를까|어요|되요|돼요|대요|죠|래요|세요|싶어요|싶은데요?|싶습니다|주세요|해줘|함|음|임|됨|궁금|문의|방법|어케|어떻게|언제|어디|얼마|무엇|뭐|왜|[?？])/u;
const ENGLISH_ASKING =
  /\?|^(?:how|what|when|where|why|which|who|can|could|do|does|did|is|are|am|will|would|should|may|has|have)\b|\b(?:how (?:do|can|to|long|much|many)|i (?:want|need|would like|wish)|please|tell me|wondering|want to know|let me know|help me)\b/iu;

/** The sentences that ask or wish for something; all of them when none does. Greetings ask nothing. */
export function askingSentences(text: string): readonly string[] {
  const sentences = sentencesOf(text);
  const asking = sentences.filter((sentence) =>
    /\p{Script=Hangul}/u.test(sentence) ? KOREAN_ASKING.test(sentence) : ENGLISH_ASKING.test(sentence),
  );
  return asking.length > 0 ? asking : sentences;
}
