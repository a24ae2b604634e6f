import { maskForModel } from '../../domain/personal-data/mask-personal-data.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';

/** How a customer's words are shown to a model: as they are, or with personal data masked where the company wants that. */
export function wordsForModel(company: CompanySettings | null, language: LanguageCode): (text: string) => string {
  if (company?.maskPersonalDataForModel !== true) return (text) => text;
  return (text) => maskForModel(text, language);
}
