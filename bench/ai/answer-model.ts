import * as z from 'zod/mini';
import { buildAnswerPrompt } from '../../domain/prompts/answer-prompt.ts';
import { buildKnowledgeIndex } from '../../domain/retrieval/knowledge-index.ts';
import { type PreparedIndex, prepareIndex } from '../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../domain/retrieval/search-knowledge.ts';
import { type ExtractiveAnswer, extractAnswer } from '../../local/ai/answer-model/extractive-answer.ts';
import { readAnswerPrompt } from '../../local/ai/answer-model/read-prompt.ts';
import { percent, print, readLines } from './read-lines.ts';

const entry = z.object({
  id: z.string(),
  question_ko: z.string(),
  answer_ko: z.string(),
  question_en: z.string(),
  answer_en: z.string(),
});
const question = z.object({ text: z.string(), lang: z.string(), gold: z.array(z.string()), answerable: z.boolean() });
const foreign = z.object({ text: z.string(), lang: z.string(), distance: z.string() });

/**
 * The whole local way from retrieval to answer: how many shop questions are answered, how many of those from the right
 * entry, and how many foreign ones.
 */
export function benchAnswerModel(folder: string): void {
  const index = prepareIndex(
    buildKnowledgeIndex(
      readLines([folder, 'faq/shop_kb.jsonl'], entry).flatMap((one) => [
        { passageId: `${one.id}/ko`, language: 'ko', title: one.question_ko, text: one.answer_ko },
        { passageId: `${one.id}/en`, language: 'en', title: one.question_en, text: one.answer_en },
      ]),
    ),
  );
  const questions = readLines([folder, 'faq/shop_questions.jsonl'], question);
  const outOfScope = readLines([folder, 'faq/out_of_scope.jsonl'], foreign);
  for (const language of ['ko', 'en']) {
    const own = questions.filter(({ lang, answerable }) => lang === language && answerable);
    const answered = own.map((one) => ({ one, answer: answerTo(one.text, { language, index }) })).filter(isAnswered);
    const right = answered.filter(({ one, answer }) =>
      answer.citations.some(({ passageId }) => one.gold.includes(passageId.split('/')[0] ?? '')),
    );
    print(
      `answer model ${language}: answers ${percent(answered.length, own.length)} of ${own.length}, right entry in ${percent(right.length, answered.length)} of those`,
    );
    for (const distance of ['far', 'near']) {
      const others = outOfScope.filter((one) => one.lang === language && one.distance === distance);
      const wrong = others.map((one) => ({ answer: answerTo(one.text, { language, index }) })).filter(isAnswered);
      print(
        `answer model ${language} out of scope, ${distance}: answers ${percent(wrong.length, others.length)} of ${others.length}`,
      );
    }
  }
}

function isAnswered({ answer }: { readonly answer: ExtractiveAnswer }): boolean {
  return !answer.needsHuman;
}

function answerTo(text: string, { language, index }: { language: string; index: PreparedIndex }): ExtractiveAnswer {
  const found = searchKnowledge(index, { text, language });
  const { passages } = found;
  const inquiry = { title: '', content: text, attachmentText: '' };
  const { userText } = buildAnswerPrompt({ inquiry, passages, language, feedback: [] });
  const request = readAnswerPrompt(userText);
  if (request === undefined) throw new Error('The answer model cannot read the prompt');
  return extractAnswer(request);
}
