import { demoKnowledge } from '../../local/seed/demo-knowledge.ts';
import type { SubmitInquiryRequest } from '../../schemas/api/inquiries.ts';

const titles = {
  ko: demoKnowledge.flatMap(({ language, title }) => (language === 'ko' ? [title] : [])),
  en: demoKnowledge.flatMap(({ language, title }) => (language === 'en' ? [title] : [])),
} as const;

/** The `position`th inquiry of a load: by turns Korean and English, through all topics of the demo knowledge. */
export function inquiryAt(position: number): SubmitInquiryRequest {
  const isKorean = position % 2 === 0;
  const questions = isKorean ? titles.ko : titles.en;
  const question = questions[Math.floor(position / 2) % questions.length] ?? '';
  return {
    title: question,
    content: isKorean ? `안녕하세요. ${question} 미리 감사드립니다.` : `Hello. ${question} Thank you in advance.`,
    customerEmail: `customer-${position}@example.com`,
  };
}
