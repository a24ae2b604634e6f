import { readFileSync } from 'node:fs';
import type { SubmitInquiryRequest } from '../../schemas/api/submissions.ts';
import type { DemoLanguage, KnowledgeTopic } from '../seed/demo-knowledge.ts';

/** How a sample must end: answered from that topic in that language, or escalated. */
export type Expectation =
  | { readonly kind: 'answered'; readonly topic: KnowledgeTopic; readonly language: DemoLanguage }
  | { readonly kind: 'escalated' };

export interface Sample {
  readonly label: string;
  readonly request: SubmitInquiryRequest;
  readonly expected: Expectation;
}

const attached = (filename: string, contentType: 'image/png' | 'application/pdf') => [
  { filename, contentType, data: readFileSync(new URL(`samples/${filename}`, import.meta.url)).toString('base64') },
];

/**
 * Six inquiries as they come in: two plain questions, a complaint, two whose words are in a file, one beyond the
 * knowledge.
 */
export const samples = (): readonly Sample[] => [
  {
    label: 'English question',
    request: {
      title: 'Delivery time',
      content: 'Hello, I would like to order a desk lamp today. How long does shipping take within Korea?',
      customerEmail: 'olivia.hart@example.com',
    },
    expected: { kind: 'answered', topic: 'shipping-time', language: 'en' },
  },
  {
    label: 'Korean question',
    request: {
      title: '사이즈 교환 문의',
      content: '안녕하세요. 신발을 다른 사이즈로 교환하고 싶은데 교환은 어떻게 신청하나요? 교환 배송비도 알려 주세요.',
      customerEmail: 'haneul.jung@example.com',
    },
    expected: { kind: 'answered', topic: 'exchange', language: 'ko' },
  },
  {
    label: 'Angry complaint',
    request: {
      title: '정말 너무하네요',
      content:
        '벌써 세 번째 문의입니다. 2주 전에 주문한 청소기가 아직도 오지 않았고 아무도 답을 주지 않습니다. 정말 화가 나네요. 오늘 안에 책임자가 직접 연락해 주지 않으면 소비자원에 신고하겠습니다.',
      customerEmail: 'taeyang.seo@example.com',
    },
    expected: { kind: 'escalated' },
  },
  {
    label: 'Text in an image',
    request: {
      title: 'My question is in the picture',
      content: 'Hello, please read the attached picture. Thank you.',
      customerEmail: 'liam.becker@example.com',
      attachments: attached('shipping-label-question.png', 'image/png'),
    },
    expected: { kind: 'answered', topic: 'return-how', language: 'en' },
  },
  {
    label: 'Text in a PDF',
    request: {
      title: 'My letter',
      content: 'Please find my letter attached.',
      customerEmail: 'dana.whitfield@example.com',
      attachments: attached('refund-question.pdf', 'application/pdf'),
    },
    expected: { kind: 'answered', topic: 'refund-time', language: 'en' },
  },
  {
    label: 'Beyond the knowledge',
    request: {
      title: 'Sponsoring a robotics team',
      content:
        'Does your store sponsor student robotics teams? Ours takes part in the national championship this autumn.',
      customerEmail: 'noah.kim@example.com',
    },
    expected: { kind: 'escalated' },
  },
];
