import type { InquirySignal } from '../../schemas/inquiry.ts';

/** What betrays one signal in one language. */
export interface SignalRule {
  readonly signal: InquirySignal;
  /** Tried on one sentence at a time: lower case, single spaces. */
  readonly pattern: RegExp;
  /** Phrases taken out of the sentence first, because they hold the same words and mean something else. */
  readonly except?: RegExp;
}

/** A pattern of alternatives in which a space stands for any space or none, since Korean is often written without. */
export const korean = (...alternatives: readonly string[]): RegExp =>
  new RegExp(alternatives.map((alternative) => alternative.replaceAll(' ', '\\s?')).join('|'), 'g');

/** A pattern of alternatives, each beginning and ending at a word's border. */
export const english = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?<![a-z])(?:${alternatives.join('|')})(?![a-z])`, 'g');
