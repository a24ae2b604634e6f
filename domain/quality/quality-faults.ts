import type { Score01 } from '../../schemas/units.ts';

/**
 * Faults of an answer, in words for the model, whether a second draft can repair them, and whether they keep the answer
 * from being sent at any score and threshold.
 */
export const qualityFaults = {
  no_citation: { text: 'The answer cites no passage', isMendable: true },
  unknown_passage: { text: 'A citation names a passage that was not given', isMendable: true },
  quote_not_found: { text: 'A quote does not stand word for word in the cited passage', isMendable: true },
  unsupported_fact: {
    text: 'A number, date, amount, link or address of the answer stands in no cited passage',
    isMendable: true,
  },
  ungrounded: { text: 'Part of the answer is not supported by the cited passages', isMendable: true },
  wrong_language: {
    text: 'The answer, or a sentence of it, is not in the language of the inquiry',
    isMendable: true,
    neverLeaves: true,
  },
  other_language_declared: {
    text: 'The answer is declared to be in another language than the inquiry',
    isMendable: true,
  },
  control_characters: {
    text: 'The answer holds control characters or characters that cannot be shown',
    isMendable: true,
    neverLeaves: true,
  },
  shows_reasoning: {
    text: 'The answer shows reasoning that is not meant for the customer',
    isMendable: true,
    neverLeaves: true,
  },
  shows_prompt: { text: 'The answer shows instructions or names of fields', isMendable: true, neverLeaves: true },
  shows_passage_id: { text: 'The answer names the id of a passage', isMendable: true, neverLeaves: true },
  repeats_itself: { text: 'The answer says the same again and again', isMendable: true, neverLeaves: true },
  has_markup: { text: 'The answer holds markup; plain text is wanted', isMendable: true, neverLeaves: true },
  not_covered: { text: 'The answer does not cover what was asked', isMendable: true },
  weak_retrieval: {
    text: 'The company’s knowledge does not seem to hold an answer to this inquiry',
    isMendable: false,
  },
  illegible: { text: 'The attachment could not be read well', isMendable: false },
} as const satisfies Record<
  string,
  { readonly text: string; readonly isMendable: boolean; readonly neverLeaves?: boolean }
>;

export type QualityFault = keyof typeof qualityFaults;

/** Reasons of the gate that are not faults of the answer: `signal` names the signal behind its colon. */
export type GateReason =
  | 'person_asked_for'
  | 'signal'
  | 'attachment_infected'
  | 'attachment_beyond_limits'
  | 'text_truncated'
  | 'no_answer_found';

/**
 * A reason in its stored form: the code and, after a colon, its evidence, such as `unsupported_fact: 14`. Pages and
 * mails translate it for people.
 */
export const reasonOf = (code: QualityFault | GateReason, details: readonly string[] = []): string =>
  details.length === 0 ? code : `${code}: ${details.join(', ')}`.slice(0, 300);

/** The parts of a reason. */
export function partsOfReason(reason: string): { readonly code: string; readonly detail: string } {
  const [code = '', ...rest] = reason.split(': ');
  return { code, detail: rest.join(': ') };
}

const isFault = (code: string): code is QualityFault => Object.hasOwn(qualityFaults, code);

/** Whether the reason is a fault that a second draft can repair; false for other reasons. */
export function isMendableReason(reason: string): boolean {
  const { code } = partsOfReason(reason);
  return isFault(code) && qualityFaults[code].isMendable;
}

/** Whether an answer with this fault is never sent. */
export function isBlockingReason(reason: string): boolean {
  const { code } = partsOfReason(reason);
  return isFault(code) && 'neverLeaves' in qualityFaults[code];
}

/** The reason in words for the model; other reasons unchanged. */
export function sentenceOf(reason: string): string {
  const { code, detail } = partsOfReason(reason);
  if (!isFault(code)) return reason;
  return detail === '' ? qualityFaults[code].text : `${qualityFaults[code].text}: ${detail}`;
}

/** The outcome of one check: its sub-score and its reasons. */
export interface Check {
  readonly score01: Score01;
  readonly reasons: readonly string[];
}
