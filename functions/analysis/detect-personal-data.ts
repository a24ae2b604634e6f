import { DetectPiiEntitiesCommand } from '@aws-sdk/client-comprehend';
import { findPersonalData } from '../../domain/personal-data/find-personal-data.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';
import { comprehendClient } from '../clients/comprehend.ts';
import { personalDataBytes, personalDataLanguages } from './comprehend-limits.ts';
import { truncateUtf8 } from './truncate-utf8.ts';

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
