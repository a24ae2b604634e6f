import { policy } from '../../domain/policy.ts';
import { findSignals } from '../../domain/priority/find-signals.ts';
import type { FaqSet } from './read-faq-sets.ts';
import { percent } from './statistics.ts';

/** Share of questions that a signal hands to people, of those the knowledge answers and of those it does not. */
export function vetoReport(sets: readonly FaqSet[]): readonly string[] {
  return sets.map(({ name, questions, far, near }) => {
    const shares = [questions.map(({ text }) => text), far, near].map((texts) => percent(vetoedShare(texts)));
    return `${name.padEnd(11)}  in scope ${shares[0]}  far ${shares[1]}  near ${shares[2]}`;
  });
}

function vetoedShare(texts: readonly string[]): number {
  const isVetoed = (text: string) => findSignals(text).some((signal) => signal in policy.gate.vetoes);
  return texts.filter(isVetoed).length / Math.max(1, texts.length);
}
