import * as z from 'zod/mini';
import { findPersonalData } from '../../../domain/personal-data/find-personal-data.ts';
import type { PersonalDataType } from '../../../domain/personal-data/personal-data.ts';
import { detectKeyPhrases } from '../../ai/key-phrases.ts';
import { detectLanguages } from '../../ai/language.ts';
import { detectSentiment } from '../../ai/sentiment/sentiment.ts';
import { AwsError } from '../aws-error.ts';
import { awsJson, jsonService, service, targetOperation } from '../service.ts';
import { checkSize, parseLanguage, parseText, servedLanguage } from './request.ts';

/** Bytes of UTF-8 a text may have. */
const SENTIMENT_BYTES = 5_000;
const OTHER_BYTES = 100_000;

/** Comprehend's detections by small local models and rules, with AWS's tables of languages and sizes. */
export const comprehend = service({
  errors: awsJson,
  targetPrefix: 'Comprehend_20171127',
  operationOf: targetOperation,
  throttleOf: () => ({ name: 'TooManyRequestsException', status: 400, message: 'Rate exceeded' }),
  open: () =>
    jsonService('1.1', {
      DetectDominantLanguage: async (input) => dominantLanguage(parseText(input, OTHER_BYTES)),
      BatchDetectDominantLanguage: async (input) => batchOf(input, { maxBytes: OTHER_BYTES, detect: dominantLanguage }),
      DetectSentiment: async (input) => {
        const language = servedLanguage(parseLanguage(input));
        return sentiment(parseText(input, SENTIMENT_BYTES), language);
      },
      BatchDetectSentiment: async (input) => {
        const language = servedLanguage(parseLanguage(input));
        return batchOf(input, { maxBytes: SENTIMENT_BYTES, detect: (text) => sentiment(text, language) });
      },
      DetectKeyPhrases: async (input) => {
        const language = servedLanguage(parseLanguage(input));
        return keyPhrases(parseText(input, OTHER_BYTES), language);
      },
      DetectPiiEntities: async (input) => detectPiiEntities(input, OTHER_BYTES),
    }),
});

function dominantLanguage(text: string): object {
  const guesses = detectLanguages(text);
  return { Languages: guesses.map(({ languageCode, score01 }) => ({ LanguageCode: languageCode, Score: score01 })) };
}

function sentiment(text: string, language: 'en' | 'ko'): object {
  const { sentiment: Sentiment, scores } = detectSentiment(text, language);
  const { positive, negative, neutral, mixed } = scores;
  return { Sentiment, SentimentScore: { Positive: positive, Negative: negative, Neutral: neutral, Mixed: mixed } };
}

function keyPhrases(text: string, language: 'en' | 'ko'): object {
  const offset = codePointOffsets(text);
  return {
    KeyPhrases: detectKeyPhrases(text, language).map((phrase) => ({
      Text: phrase.text,
      Score: phrase.score01,
      BeginOffset: offset(phrase.begin),
      EndOffset: offset(phrase.end),
    })),
  };
}

/** Comprehend has no types for Korean numbers, so these are left out here as well. */
const NOT_AT_AWS: readonly PersonalDataType[] = ['KR_RRN', 'KR_FRN'];

/** DetectPiiEntities: English and Spanish only, as on AWS; the rules are those for English. */
function detectPiiEntities(input: Readonly<Record<string, unknown>>, maxBytes: number): object {
  const language = parseLanguage(input, ['en', 'es']);
  const spans = findPersonalData(parseText(input, maxBytes), { language });
  return {
    Entities: spans
      .filter(({ type }) => !NOT_AT_AWS.includes(type))
      .map(({ type, begin, end, score01 }) => ({ Type: type, Score: score01, BeginOffset: begin, EndOffset: end })),
  };
}

const MAX_TEXTS = 25;
const requestSchema = z.object({ TextList: z.array(z.string()) });

/** The batch form of a detection: results and errors by index; one text too long does not spoil the others. */
function batchOf(
  input: Readonly<Record<string, unknown>>,
  { maxBytes, detect }: { readonly maxBytes: number; readonly detect: (text: string) => object },
): object {
  const request = requestSchema.safeParse(input);
  if (!request.success || request.data.TextList.length === 0) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'textList' failed to satisfy constraint: Member must be a list of 1 to 25 strings",
    );
  }
  const texts = request.data.TextList;
  if (texts.length > MAX_TEXTS) {
    throw new AwsError(
      'BatchSizeLimitExceededException',
      `Batch size exceeds limit. Max number of documents allowed is ${MAX_TEXTS} while in this request the number is ${texts.length}`,
    );
  }
  const outcomes = texts.map((text, index) => detectOne(text, { index, maxBytes, detect }));
  return {
    ResultList: outcomes.flatMap((outcome) => (outcome.kind === 'result' ? [outcome.entry] : [])),
    ErrorList: outcomes.flatMap((outcome) => (outcome.kind === 'error' ? [outcome.entry] : [])),
  };
}

function detectOne(
  text: string,
  { index, maxBytes, detect }: { index: number; maxBytes: number; detect: (text: string) => object },
): { kind: 'result' | 'error'; entry: object } {
  try {
    return { kind: 'result', entry: { Index: index, ...detect(checkSize(text, maxBytes)) } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const code = error.name === 'TextSizeLimitExceededException' ? 'TEXT_SIZE_LIMIT_EXCEEDED' : 'INVALID_REQUEST';
    return { kind: 'error', entry: { Index: index, ErrorCode: code, ErrorMessage: error.message } };
  }
}

/** Translates offsets of a JavaScript string (UTF-16 code units) into code points, which AWS counts in. */
function codePointOffsets(text: string): (utf16Offset: number) => number {
  const offsets = new Uint32Array(text.length + 1);
  let points = 0;
  for (let index = 0; index < text.length; index += 1) {
    offsets[index] = points;
    const unit = text.charCodeAt(index);
    const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff && index > 0 && isHighSurrogate(text.charCodeAt(index - 1));
    // The second half of a pair belongs to the point that the first half counted.
    if (!isLowSurrogate) points += 1;
  }
  offsets[text.length] = points;
  return (utf16Offset) => offsets[utf16Offset] ?? points;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
