import type { Passage } from '../../schemas/knowledge.ts';
import { englishEntries } from './demo-knowledge-en.ts';
import { koreanEntries } from './demo-knowledge-ko.ts';
import { type KnowledgeTopic, knowledgeTopics } from './knowledge-topic.ts';

const entriesByLanguage = { ko: koreanEntries, en: englishEntries } as const;
export type DemoLanguage = keyof typeof entriesByLanguage;

/** Stable over restarts and versions, so that citations of earlier answers still point to something. */
export const passageIdOf = (topic: KnowledgeTopic, language: DemoLanguage): string => `${topic}-${language}`;

/** All topics in one language. */
const passagesIn = (language: DemoLanguage): readonly Passage[] =>
  knowledgeTopics.map((topic) => ({
    passageId: passageIdOf(topic, language),
    language,
    ...entriesByLanguage[language][topic],
  }));

/** The demo company's knowledge: every topic in Korean and in English. */
export const demoKnowledge: readonly Passage[] = [...passagesIn('ko'), ...passagesIn('en')];
