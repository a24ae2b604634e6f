import { findPersonalData } from './find-personal-data.ts';
import { maskPersonalData } from './mask-personal-data.ts';
import type { PersonalDataType } from './personal-data.ts';

/** A text in which all that the product's own rules take for personal data is replaced by its kind, as in `[PHONE]`. */
export const maskForModel = (text: string, language: string): string =>
  maskPersonalData(text, findPersonalData(text, { language }));

/** Kinds that an answer's facts are made of as well, and that nobody is told apart by. */
const plainFacts: ReadonlySet<PersonalDataType> = new Set(['DATE_TIME', 'URL']);

/** A reason of the quality checks as it may travel: a draft can repeat a number of the customer's, and its fault names it. */
export const maskReason = (reason: string, language: string): string =>
  maskPersonalData(
    reason,
    findPersonalData(reason, { language }).filter(({ type }) => !plainFacts.has(type)),
  );
