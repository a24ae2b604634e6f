import type { InquirySignal } from '../../schemas/inquiry.ts';

/** The rule for one signal in one language. */
export interface SignalRule {
  readonly signal: InquirySignal;
  /** Tried on one sentence at a time: lower case, single spaces. */
  readonly pattern: RegExp;
  /** Phrases taken out of the sentence first, because they hold the same words and mean something else. */
  readonly except?: RegExp;
}

const orderWords = '(?:번호|주문|order|room|number|no\\.?)';
/** Korean units follow the number directly: after a space any word may begin. */
const counters =
  '(?:원|만 ?원|달러|개|동|호|층|쪽|페이지|%| ?(?:cm|mm|kg|g|ml|usd|krw|won|dollars?|euros?|items?|pieces?)\\b)';

/** A number to call for help, but not as part of a longer one, as the number of something, or as an amount. */
export const emergencyNumber = (number: number): string =>
  `(?<![\\d#][.,-]?)(?<!${orderWords} ?)${number}(?![.,-]?\\d)(?!${counters})`;

/** A pattern of alternatives in which a space matches any space or none, since Korean is often written without. */
export const korean = (...alternatives: readonly string[]): RegExp =>
  new RegExp(alternatives.map((alternative) => alternative.replaceAll(' ', '\\s?')).join('|'), 'g');

/** A pattern of alternatives, each beginning and ending at a word's border. */
export const english = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?<![a-z])(?:${alternatives.join('|')})(?![a-z])`, 'g');
