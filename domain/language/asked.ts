/** Ends of a sentence: its mark with what closes behind it, or a line end. */
const sentenceEnds = /(?<=[.!?。！？]["”’)]{0,4})\s+|[\r\n]+/;

const koreanQuestion =
  /(?:나요|까요|까|가요|는지요?|은지요?|인지요?|니까|을지|런지|죠|지요|주세요|주실 수 있|고 싶(?:어요|습니다|은데요?)|궁금(?:해요|합니다|하네요))[\s.!~ㅠㅜ]*$/;

const englishQuestion =
  /^(?:(?:hi|hello|hey|please|also|and|but|so|then),?\s+)*(?:how|what|when|where|which|who|whom|whose|why|can|could|do|does|did|is|are|am|was|will|would|should|may|must|have|has)\b|\b(?:i(?: would|'d) like to|i want to|i need to|please (?:tell|explain|let me know|advise)|let me know|wondering (?:if|how|when|where|what))\b/i;

const isQuestion = (sentence: string): boolean =>
  /[?？]["”’)]*\s*$/.test(sentence) || koreanQuestion.test(sentence) || englishQuestion.test(sentence);

/** An inquiry's question, and the story around it. Either may be empty, never both. */
export interface Asked {
  readonly asked: string;
  readonly told: string;
}

/**
 * The sentences of an inquiry that ask or request something (a question mark, an interrogative beginning in English or
 * ending in Korean), and the rest: greeting, story, signature. A text that asks nothing is taken to be asking as a
 * whole.
 */
export function askedOf(text: string): Asked {
  const sentences = text.split(sentenceEnds).filter((sentence) => sentence.trim() !== '');
  const questions = sentences.filter(isQuestion);
  if (questions.length === 0) return { asked: text, told: '' };
  return { asked: questions.join('\n'), told: sentences.filter((sentence) => !isQuestion(sentence)).join('\n') };
}
