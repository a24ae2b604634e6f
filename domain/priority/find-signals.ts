import { InquirySignal } from '../../schemas/inquiry.ts';
import { englishGraveRules, englishRules } from './english-rules.ts';
import { koreanGraveRules, koreanRules } from './korean-rules.ts';
import type { SignalRule } from './signal-rules.ts';

const rules: readonly SignalRule[] = [...koreanGraveRules, ...koreanRules, ...englishGraveRules, ...englishRules];

/**
 * The signals in an inquiry's words, each once, in the order of the schema. Korean and English rules are both tried,
 * since customers mix them. A signal is a reason for care, not a finding: for grave ones the rules prefer false
 * positives.
 */
export function findSignals(text: string): readonly InquirySignal[] {
  const sentences = sentencesOf(text);
  const found = new Set(rules.filter((rule) => sentences.some((sentence) => holds(rule, sentence))).map(signalOf));
  return InquirySignal.options.filter((signal) => found.has(signal));
}

const signalOf = (rule: SignalRule): InquirySignal => rule.signal;

function sentencesOf(text: string): readonly string[] {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll(/[‘’]/g, "'");
  return folded
    .split(/[!?。\n]+|\.(?=\s|$)/)
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

function holds({ pattern, except }: SignalRule, sentence: string): boolean {
  const rest = except === undefined ? sentence : sentence.replaceAll(except, ' … ');
  return rest.search(pattern) >= 0;
}
