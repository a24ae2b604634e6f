import type { Passage } from '../../schemas/knowledge.ts';
import { englishEntries } from './demo-knowledge-en.ts';
import { koreanEntries } from './demo-knowledge-ko.ts';

/** What the demo company's knowledge covers; each topic stands in every language. */
export const knowledgeTopics = [
  'shipping-time',
  'shipping-cost',
  'tracking',
  'address-change',
  'order-cancel',
  'missing-item',
  'return-window',
  'return-how',
  'return-cost',
  'refund-time',
  'exchange',
  'damaged-item',
  'warranty',
  'payment-methods',
  'receipt',
  'tax-invoice',
  'coupons',
  'points-expiry',
  'membership-grades',
  'gift-wrapping',
  'support-hours',
  'international-delivery',
  'sizes',
  'restocking',
  'newsletter',
  'account-deletion',
  'password-reset',
] as const;
export type KnowledgeTopic = (typeof knowledgeTopics)[number];

/** An entry in one language: the question as a customer would put it, and its answer. */
interface Entry {
  readonly title: string;
  readonly text: string;
}

export type DemoLanguage = 'ko' | 'en';

const entriesByLanguage: Readonly<Record<DemoLanguage, Readonly<Record<KnowledgeTopic, Entry>>>> = {
  ko: koreanEntries,
  en: englishEntries,
};

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
