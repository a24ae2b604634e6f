import { decideGate } from '../../domain/gate/decide-gate.ts';
import { policy } from '../../domain/policy.ts';
import { findSignals } from '../../domain/priority/find-signals.ts';
import { answerInstructions, buildAnswerPrompt } from '../../domain/prompts/answer-prompt.ts';
import { scoreQuality } from '../../domain/quality/score-quality.ts';
import { buildKnowledgeIndex } from '../../domain/retrieval/knowledge-index.ts';
import { type PreparedIndex, prepareIndex } from '../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../domain/retrieval/search-knowledge.ts';
import { extractAnswer } from '../../local/ai/answer-model/extractive-answer.ts';
import { readAnswerPrompt } from '../../local/ai/answer-model/read-prompt.ts';
import { AnswerToolInput } from '../../schemas/answer.ts';
import { Attempt } from '../../schemas/ids.ts';
import type { FaqSet } from './read-faq-sets.ts';
import { percent } from './statistics.ts';

export const gateHeader = 'set          sent  right of them  far sent  near sent';

interface Sent {
  /** Ids of the passages that the answer cites. */
  readonly cited: readonly string[];
}

/** One line on what the whole way – search, extractive answer, score, gate – sends of a set's questions. */
export function gateLine(set: FaqSet): string {
  const index = prepareIndex(buildKnowledgeIndex(set.passages));
  const answer = (text: string) => sentAnswer(index, { text, language: set.language });
  const sent = set.questions.flatMap(({ text, gold }) => {
    const answered = answer(text);
    return answered === null ? [] : [answered.cited.some((id) => gold.includes(id))];
  });
  const shareSent = (texts: readonly string[]) =>
    texts.filter((text) => answer(text) !== null).length / Math.max(1, texts.length);
  return [
    set.name.padEnd(11),
    percent(sent.length / set.questions.length),
    percent(sent.filter((isRight) => isRight).length / Math.max(1, sent.length)),
    percent(shareSent(set.far)),
    percent(shareSent(set.near)),
  ].join('  ');
}

/** The answer to a text as it would be sent, or null when it would go to people. */
function sentAnswer(index: PreparedIndex, { text, language }: { text: string; language: string }): Sent | null {
  const { passages, features } = searchKnowledge(index, { text, language });
  const inquiry = { title: '', content: text, attachmentText: '' };
  const request = readAnswerPrompt(buildAnswerPrompt({ inquiry, passages, language, feedback: [] }).userText);
  if (request === undefined) throw new Error('The local model cannot read the prompt it was given');
  const answer = AnswerToolInput.parse(extractAnswer(request));
  const quality = scoreQuality({
    inquiryText: text,
    language,
    answer,
    passages,
    features,
    instructions: answerInstructions,
  });
  const { decision } = decideGate({
    responseQualityScore: quality.responseQualityScore,
    reasons: quality.reasons,
    signals: findSignals(text),
    needsHuman: answer.needsHuman,
    attempt: Attempt.parse(1),
    escalationRequested: false,
    warnings: [],
  });
  return decision === 'send' ? { cited: answer.citations.map(({ passageId }) => passageId) } : null;
}

/** Share of questions that a signal escalates, of those the knowledge answers and of those it does not. */
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
