import { DetectSentimentCommand } from '@aws-sdk/client-comprehend';
import type { LanguageCode, Sentiment } from '../../schemas/inquiry.ts';
import { comprehendClient } from '../clients/comprehend.ts';
import { sentimentBytes, sentimentLanguages } from './comprehend-limits.ts';
import { truncateUtf8 } from './truncate-utf8.ts';

export type SentimentFinding =
  | { readonly kind: 'found'; readonly sentiment: Sentiment; readonly negativeScore01: number }
  | { readonly kind: 'unsupported' };

/** Tone of the first 5,000 bytes; `unsupported` where Comprehend does not know the language. */
export async function detectSentiment(text: string, language: LanguageCode): Promise<SentimentFinding> {
  const languageCode = sentimentLanguages.find((code) => code === language);
  if (languageCode === undefined) return { kind: 'unsupported' };
  try {
    const { Sentiment: sentiment, SentimentScore: scores } = await comprehendClient().send(
      new DetectSentimentCommand({ Text: truncateUtf8(text, sentimentBytes), LanguageCode: languageCode }),
    );
    if (sentiment === undefined) return { kind: 'unsupported' };
    return { kind: 'found', sentiment, negativeScore01: scores?.Negative ?? 0 };
  } catch (error) {
    // The service may know fewer languages than are documented; the inquiry goes on without its tone.
    if (error instanceof Error && error.name === 'UnsupportedLanguageException') return { kind: 'unsupported' };
    throw error;
  }
}
