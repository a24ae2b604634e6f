import { detectKeyPhrases } from '../../ai/key-phrases.ts';
import { detectLanguages } from '../../ai/language.ts';
import { detectSentiment } from '../../ai/sentiment/sentiment.ts';
import { codePointOffsets } from '../../ai/text/code-points.ts';
import { awsJson } from '../error-shapes.ts';
import { jsonService, targetOperation } from '../json-protocol.ts';
import type { AwsService } from '../service.ts';
import type { ServiceDescription } from '../service-description.ts';
import { batchOf } from './batch.ts';
import { detectPiiEntities } from './pii-entities.ts';
import { parseLanguage, parseText, servedLanguage } from './request.ts';

export const comprehend: ServiceDescription = {
  errors: awsJson,
  targetPrefix: 'Comprehend_20171127',
  operationOf: targetOperation,
  throttleOf: () => ({ name: 'TooManyRequestsException', status: 400, message: 'Rate exceeded' }),
};

/** Bytes of UTF-8 a text may have. */
const SENTIMENT_BYTES = 5_000;
const OTHER_BYTES = 100_000;

/** Comprehend's detections by small local models and rules, with AWS's tables of languages and sizes. */
export function comprehendService(): AwsService {
  return jsonService('1.1', {
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
  });
}

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
