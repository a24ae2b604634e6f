import {
  ComprehendClient,
  DetectDominantLanguageCommand,
  DetectPiiEntitiesCommand,
  DetectSentimentCommand,
} from '@aws-sdk/client-comprehend';
import { languageByScript } from '../../domain/language/script.ts';
import { findPersonalData } from '../../domain/personal-data/find-personal-data.ts';
import { LanguageCode, type Sentiment } from '../../schemas/inquiry.ts';
import { boundedClient } from '../clients/bounded.ts';
import { once } from '../once.ts';
import {
  languageBytes,
  personalDataBytes,
  personalDataLanguages,
  sentimentBytes,
  sentimentLanguages,
  truncateUtf8,
} from './comprehend-units.ts';

/** The language of a text: by its script where that decides, else by Comprehend; else `und`. */
export async function detectLanguage(text: string): Promise<LanguageCode> {
  const byScript = languageByScript(text);
  if (byScript !== null) return byScript;
  const sample = truncateUtf8(text, languageBytes);
  const { Languages = [] } = await comprehendClient().send(new DetectDominantLanguageCommand({ Text: sample }));
  const best = [...Languages].sort((a, b) => (b.Score ?? 0) - (a.Score ?? 0))[0];
  const parsed = LanguageCode.safeParse(best?.LanguageCode?.slice(0, 2));
  return parsed.success ? parsed.data : 'und';
}

type SentimentFinding =
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
    // The service may support fewer languages than documented; the inquiry continues without its tone.
    if (error instanceof Error && error.name === 'UnsupportedLanguageException') return { kind: 'unsupported' };
    throw error;
  }
}

/**
 * Which types of personal data a text holds. Comprehend knows English and Spanish only; Korean numbers are found by our
 * own rules in any text. `complete` is false where no detector knows the language.
 */
export async function detectPersonalData(
  text: string,
  language: LanguageCode,
): Promise<{ readonly types: readonly string[]; readonly complete: boolean }> {
  const own = findPersonalData(text, { language }).map((span) => span.type);
  const languageCode = personalDataLanguages.find((code) => code === language);
  if (languageCode === undefined) return { types: distinct(own), complete: language === 'ko' };
  const { Entities = [] } = await comprehendClient().send(
    new DetectPiiEntitiesCommand({ Text: truncateUtf8(text, personalDataBytes), LanguageCode: languageCode }),
  );
  return {
    types: distinct([...own, ...Entities.flatMap(({ Type }) => (Type === undefined ? [] : [Type]))]),
    complete: true,
  };
}

const distinct = (types: readonly string[]): readonly string[] => [...new Set(types)].sort();

const comprehendClient = once(() => boundedClient('comprehend', (config) => new ComprehendClient(config)));
