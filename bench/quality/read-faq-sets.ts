import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Passage } from '../../schemas/knowledge.ts';

export interface Question {
  readonly text: string;
  /** Ids of the passages that answer it; empty = none does. */
  readonly gold: readonly string[];
}

export interface FaqSet {
  readonly name: string;
  readonly language: 'ko' | 'en';
  readonly passages: readonly Passage[];
  readonly questions: readonly Question[];
  /** Questions that no passage answers, by how far from its subject they are. */
  readonly far: readonly string[];
  readonly near: readonly string[];
  /** Coefficients may be trained on it: its licence and its kind of question allow that. */
  readonly mayTrain: boolean;
}

const ShopEntry = z.object({
  id: z.string(),
  question_ko: z.string(),
  answer_ko: z.string(),
  question_en: z.string(),
  answer_en: z.string(),
});
const GoldQuestion = z.object({ text: z.string(), gold: z.array(z.string()), lang: z.optional(z.string()) });
const WebappsEntry = z.object({ id: z.string(), question: z.string(), answers: z.array(z.string()) });
const IntentQuestion = z.object({ id: z.string(), text: z.string(), intent: z.string() });
const ChatEntry = z.object({ id: z.string(), question: z.string(), answer: z.string() });
const OutOfScope = z.object({ lang: z.string(), text: z.string(), distance: z.string(), source: z.string() });
type OutOfScope = z.infer<typeof OutOfScope>;

/** The labelled FAQ sets of the folder, each with questions from elsewhere as its out-of-scope ones. */
export function readFaqSets(dataFolder: string): readonly FaqSet[] {
  const read: Read = (file, schema) => readLines(join(dataFolder, 'faq', file), schema);
  const outside = read('out_of_scope.jsonl', OutOfScope);
  return [
    shopSet(read, { language: 'ko', outside }),
    shopSet(read, { language: 'en', outside }),
    webappsSet(read, outside),
    bankingSet(read, outside),
    chatSet(read, outside),
  ];
}

/** The records of a JSON Lines file. */
export function readLines<Schema extends z.ZodMiniType>(path: string, schema: Schema): readonly z.infer<Schema>[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)));
}

type Read = <Schema extends z.ZodMiniType>(file: string, schema: Schema) => readonly z.infer<Schema>[];

const textsOf = (outside: readonly OutOfScope[], isWanted: (item: OutOfScope) => boolean): readonly string[] =>
  outside.filter(isWanted).map((item) => item.text);

function shopSet(read: Read, about: { language: 'ko' | 'en'; outside: readonly OutOfScope[] }): FaqSet {
  const { language, outside } = about;
  const questions = read('shop_questions.jsonl', GoldQuestion).filter((question) => question.lang === language);
  const unanswerable = questions.filter((question) => question.gold.length === 0).map((question) => question.text);
  return {
    name: `shop ${language}`,
    language,
    passages: read('shop_kb.jsonl', ShopEntry).map((entry) => ({
      passageId: entry.id,
      language,
      title: entry[`question_${language}`],
      text: entry[`answer_${language}`],
    })),
    questions: questions.filter((question) => question.gold.length > 0),
    far: textsOf(outside, (item) => item.lang === language && item.distance === 'far'),
    near: [...textsOf(outside, (item) => item.lang === language && item.distance === 'near'), ...unanswerable],
    mayTrain: false,
  };
}

function webappsSet(read: Read, outside: readonly OutOfScope[]): FaqSet {
  return {
    name: 'webapps en',
    language: 'en',
    passages: read('webapps_kb.jsonl', WebappsEntry).map((entry) => ({
      passageId: entry.id,
      language: 'en',
      title: entry.question,
      text: entry.answers.join('\n'),
    })),
    questions: read('webapps_questions.jsonl', GoldQuestion),
    far: textsOf(outside, (item) => item.source.startsWith('CLINC')),
    near: textsOf(outside, (item) => item.source.startsWith('BANKING')),
    mayTrain: true,
  };
}

function bankingSet(read: Read, outside: readonly OutOfScope[]): FaqSet {
  const questions = read('banking_questions_en.jsonl', IntentQuestion);
  const examples = Map.groupBy(read('banking_examples_en.jsonl', IntentQuestion), (example) => example.intent);
  return {
    name: 'banking en',
    language: 'en',
    passages: [...examples].map(([intent, texts]) => ({
      passageId: intent,
      language: 'en',
      title: texts[0]?.text ?? '',
      text: texts
        .slice(1)
        .map((example) => example.text)
        .join('\n'),
    })),
    questions: questions.map((question) => ({ text: question.text, gold: [question.intent] })),
    far: textsOf(outside, (item) => item.source.startsWith('CLINC')),
    near: read('webapps_questions.jsonl', GoldQuestion)
      .slice(0, 200)
      .map((question) => question.text),
    mayTrain: true,
  };
}

function chatSet(read: Read, outside: readonly OutOfScope[]): FaqSet {
  return {
    name: 'chat ko',
    language: 'ko',
    passages: read('chat_kb_ko.jsonl', ChatEntry).map((entry) => ({
      passageId: entry.id,
      language: 'ko',
      title: entry.question,
      text: entry.answer,
    })),
    questions: read('chat_questions_ko.jsonl', GoldQuestion),
    far: textsOf(outside, (item) => item.lang === 'ko' && item.distance === 'near'),
    near: textsOf(outside, (item) => item.source === 'Chatbot_data'),
    // Small talk: its out-of-scope questions are of the same kind as its own.
    mayTrain: false,
  };
}
