import type { Entry, InquirySignal } from '../../schemas/inquiry.ts';
import { policy } from '../policy.ts';

/** The entry of an answering run: without attachments there is nothing to read. */
export const answeringEntry = (attachments: readonly unknown[]): Exclude<Entry, 'escalate'> =>
  attachments.length === 0 ? 'answer_text' : 'answer';

/**
 * Whether an inquiry with a delayed run goes to people now: a person was requested, by the API or in
 * words, or safety, money or rights are at risk. Everything else gets a better answer by waiting.
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
