import * as z from 'zod/mini';
import { detectLanguages } from '../../local/ai/language.ts';
import { percent, print, readLines } from './read-lines.ts';

const textSchema = z.object({ text: z.string(), lang: z.string(), kind: z.optional(z.string()) });

/** Share of texts whose first guess is right. */
export function benchLanguage(folder: string): void {
  const texts = readLines([folder, 'language/short_texts.jsonl'], textSchema);
  for (const kind of new Set(texts.map((text) => text.kind))) {
    report(
      `language ${kind}`,
      texts.filter((text) => text.kind === kind),
    );
  }
  report('language shop questions', readLines([folder, 'faq/shop_questions.jsonl'], textSchema));
  report('language utterances en', readLines([folder, 'faq/shop_utterances_en.jsonl'], textSchema));
}

function report(name: string, texts: readonly z.infer<typeof textSchema>[]): void {
  const right = texts.filter(({ text, lang }) => detectLanguages(text)[0]?.languageCode === lang).length;
  print(`${name}: ${percent(right, texts.length)} of ${texts.length}`);
}
