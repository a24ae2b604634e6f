import { findPersonalData } from '../../../domain/personal-data/find-personal-data.ts';
import type { PersonalDataType } from '../../../domain/personal-data/personal-data.ts';
import { parseLanguage, parseText } from './request.ts';

/** Comprehend has no Korean numbers among its types; what AWS would not name is left out here as well. */
const NOT_AT_AWS: readonly PersonalDataType[] = ['KR_RRN', 'KR_FRN'];

/** DetectPiiEntities: English and Spanish only, as on AWS; the rules are those for English. */
export function detectPiiEntities(input: Readonly<Record<string, unknown>>, maxBytes: number): object {
  const language = parseLanguage(input, ['en', 'es']);
  const spans = findPersonalData(parseText(input, maxBytes), { language });
  return {
    Entities: spans
      .filter(({ type }) => !NOT_AT_AWS.includes(type))
      .map(({ type, begin, end, score01 }) => ({ Type: type, Score: score01, BeginOffset: begin, EndOffset: end })),
  };
}
