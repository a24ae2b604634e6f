import type { AnswerMailInput } from '../../../functions/mail/answer-mail.ts';
import type { StaffMailInput } from '../../../functions/mail/evidence-blocks.ts';
import { epochMs } from '../../../schemas/units.ts';

const identity = { notificationId: '01jq0000000000000000000000-answer-1', inquiryId: '01jq0000000000000000000000' };

export const answerInput = (fields: Partial<AnswerMailInput> = {}): AnswerMailInput => ({
  ...identity,
  companyName: 'Hanbit',
  language: 'en',
  title: 'Exchange',
  answerText: 'Exchanges are free.\n\nSend it back within 7 days.',
  source: 'ai',
  citations: [{ title: 'Exchange rules', quote: 'Within 7 days.' }],
  statusUrl: 'https://help.example.com/s/token',
  ...fields,
});

export const staffInput = (fields: Partial<StaffMailInput> = {}): StaffMailInput => ({
  ...identity,
  kind: 'staff_assigned',
  language: 'en',
  companyName: 'Hanbit',
  ownerName: 'Jisoo',
  inquiry: {
    title: 'Where is my parcel?',
    content: 'It has been two weeks.\nI want my money back.',
    urgency: 'medium',
    priorityScore: 55,
    priorityReasons: [
      { reason: 'defect_or_delay', points: 20 },
      { reason: 'praise', points: -5 },
    ],
    sentiment: 'NEGATIVE',
    language: 'ko',
  },
  reason: 'low_quality',
  reasons: ['Half of the question is not covered'],
  subScores: { citations: 1, grounding: 0.425, language: 1, coverage: 0.5, retrieval: 0 },
  responseQualityScore: 2.84,
  passages: [{ title: 'Late deliveries', text: 'After 7 days you may ask for a refund.' }],
  unsureWords: ['l234'],
  pageTexts: [{ attachmentNumber: 2, page: 3, text: 'ORDER l234' }],
  draftText: 'You may ask for a refund.',
  replyUrl: 'https://help.example.com/r/token',
  slaDueAtMs: epochMs(Date.parse('2026-03-04T06:00:00Z')),
  timeZone: 'Asia/Seoul',
  ...fields,
});

/** What a reader of the HTML sees: tags gone, entities resolved. */
export const seenIn = (markup: string): string =>
  markup
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<br>\n?/g, '\n')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
