import { passesIban, passesLuhn } from './checksums.ts';
import { type Candidate, digitsOf, isAccountNumber, isThingNumber, type PersonalDataRule } from './personal-data.ts';

const CARD_WORD = /카드|\bcard|\bvisa|\bmastercard|\bamex/iu;

function cardScore(candidate: Candidate): number | undefined {
  const digits = digitsOf(candidate.value);
  const isNamed = CARD_WORD.test(candidate.before) || CARD_WORD.test(candidate.after);
  if (candidate.value.includes('*')) return isNamed ? 0.95 : 0.85;
  if (isThingNumber(candidate) || (isAccountNumber(candidate) && !isNamed)) return undefined;
  if (digits.length < 13) return isNamed ? 0.6 : undefined;
  if (passesLuhn(digits) && /^[2-69]/u.test(digits)) return isNamed ? 0.99 : 0.95;
  return isNamed ? 0.7 : undefined;
}

/** Rules that hold in every language. */
export const COMMON_RULES: readonly PersonalDataRule[] = [
  {
    type: 'EMAIL',
    pattern: /(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]) ?(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![a-z0-9])/dgiu,
    score01: () => 0.99,
  },
  {
    type: 'CREDIT_DEBIT_NUMBER',
    pattern: /(?<![\w.-])\d(?:[ .-]?\d){11,18}(?![a-z0-9_])(?![.-]\d)/dgiu,
    score01: cardScore,
  },
  {
    type: 'CREDIT_DEBIT_NUMBER',
    pattern: /(?<![\w.-])\d{4}[ .-]?(?:\d{4}|\*{4}|\d{2}\*{2})[ .-]?\*{4}[ .-]?\d{4}(?![a-z0-9_])/dgiu,
    score01: cardScore,
  },
  {
    type: 'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
    pattern: /(?<![a-z0-9])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])/dgiu,
    score01: ({ value }) => (passesIban(value.replaceAll(' ', '')) ? 0.99 : undefined),
  },
  {
    type: 'URL',
    pattern: /(?<![\w@.])(?:https?:\/\/|www\.)[^\s<>"']{3,300}[\w/]/dgiu,
    score01: () => 0.95,
  },
];
