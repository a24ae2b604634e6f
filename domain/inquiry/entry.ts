import type { Entry, InquirySignal } from '../../schemas/inquiry.ts';
import { policy } from '../policy.ts';

/** With which word a run that is to answer begins: what has nothing attached has nothing to be read. */
export const answeringEntry = (attachments: readonly unknown[]): Exclude<Entry, 'escalate'> =>
  attachments.length === 0 ? 'answer_text' : 'answer';

/**
 * Whether an inquiry whose run is held up goes to people now instead of waiting on: a person was asked for, by the API or in
 * words, or somebody's safety, money or rights are at risk. Everything else gets a better answer by waiting.
 */
export function cannotWait(facts: {
  readonly escalationRequested: boolean;
  readonly signals: readonly InquirySignal[];
}): boolean {
  const vetoes: Readonly<Partial<Record<InquirySignal, string>>> = policy.gate.vetoes;
  return (
    facts.escalationRequested || facts.signals.some((signal) => signal === 'wants_person' || vetoes[signal] === 'risk')
  );
}
