import type { QualitySubScores } from '../../schemas/answer.ts';
import type { LanguageCode, Sentiment, Urgency } from '../../schemas/inquiry.ts';
import type { InquiryStatus } from '../../schemas/status.ts';
import type { customerEventKinds, TimelineEventKind } from '../../schemas/timeline.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { WordLanguage, Words } from './word-language.ts';

export const urgencyWords: Words<Urgency> = {
  ko: { high: '높음', medium: '보통', low: '낮음' },
  en: { high: 'High', medium: 'Medium', low: 'Low' },
};

export const sentimentWords: Words<Sentiment> = {
  ko: { POSITIVE: '긍정적', NEGATIVE: '부정적', NEUTRAL: '중립적', MIXED: '복합적' },
  en: { POSITIVE: 'Positive', NEGATIVE: 'Negative', NEUTRAL: 'Neutral', MIXED: 'Mixed' },
};

export const subScoreWords: Words<keyof QualitySubScores> = {
  ko: {
    citations: '인용 정확도',
    grounding: '근거 일치',
    language: '언어 일치',
    coverage: '질문 반영',
    retrieval: '검색 적합도',
    outgoing: '발송 적합성',
    legibility: '문서 판독',
    judge: '모델 평가',
  },
  en: {
    citations: 'Citations',
    grounding: 'Grounding',
    language: 'Language',
    coverage: 'Question covered',
    retrieval: 'Retrieval',
    outgoing: 'Fit to send',
    legibility: 'Legibility',
    judge: 'Model judge',
  },
};

/** The status of an inquiry, to its customer. */
export const statusWords: Words<InquiryStatus> = {
  ko: {
    pending: '처리 중입니다',
    ai_responded: '답변 완료',
    escalated: '담당자 확인 중',
    resolved: '답변 완료',
    erased: '삭제됨',
  },
  en: {
    pending: 'We are working on it',
    ai_responded: 'Answered',
    escalated: 'With our staff',
    resolved: 'Answered',
    erased: 'Erased',
  },
};

/** A line of the timeline, to the customer. */
export const customerEventWords: Words<(typeof customerEventKinds)[number]> = {
  ko: {
    submitted: '문의가 접수되었습니다',
    analyzed: '문의 내용을 확인했습니다',
    answer_stored: '답변이 준비되었습니다',
    person_requested: '상담원 연결을 요청하셨습니다',
    reopened: '문의가 다시 열렸습니다',
    message_added: '내용을 추가하셨습니다',
    escalated: '담당자에게 전달되었습니다',
    reassigned: '다른 담당자에게 전달되었습니다',
    handed_over: '책임자에게 전달되었습니다',
    returned_to_ai: '답변을 다시 준비하고 있습니다',
    replied: '담당자가 답변했습니다',
  },
  en: {
    submitted: 'We received your inquiry',
    analyzed: 'We read it',
    answer_stored: 'Your answer is ready',
    person_requested: 'You asked for a person',
    reopened: 'It was opened again',
    message_added: 'You added something',
    escalated: 'A member of staff has it',
    reassigned: 'It was passed to a colleague',
    handed_over: 'It was passed to a manager',
    returned_to_ai: 'We are working on it again',
    replied: 'A person answered',
  },
};

/** A line of the timeline, to staff. */
export const staffEventWords: Words<TimelineEventKind> = {
  ko: {
    submitted: '접수',
    analyzed: '내용 확인',
    answer_stored: '자동 답변',
    person_requested: '상담원 요청',
    reopened: '다시 열림',
    message_added: '고객이 내용을 추가함',
    escalated: '담당자에게 전달',
    reminded: '담당자에게 알림',
    reassigned: '다른 담당자에게 넘김',
    handed_over: '책임자에게 전달',
    claimed: '담당자가 맡음',
    released: '담당자가 내려놓음',
    returned_to_ai: '자동 처리로 되돌림',
    replied: '답변 완료',
    feedback: '평가',
    customer_notified: '고객에게 메일 발송',
    staff_notified: '담당자에게 메일 발송',
    delivery_failed: '메일을 보내지 못함',
    mail_delivered: '메일 도착',
    mail_bounced: '메일 반송',
    mail_complained: '메일이 스팸으로 신고됨',
    run_lost: '처리가 중단되어 다시 시작됨',
    settled: '종료',
    erased: '삭제',
  },
  en: {
    submitted: 'Received',
    analyzed: 'Read',
    answer_stored: 'Answered automatically',
    person_requested: 'A person was asked for',
    reopened: 'Opened again',
    message_added: 'The customer added a message',
    escalated: 'Brought to a person',
    reminded: 'Owner reminded',
    reassigned: 'Reassigned',
    handed_over: 'Passed to a manager',
    claimed: 'Claimed',
    released: 'Released',
    returned_to_ai: 'Returned to the machine',
    replied: 'Replied',
    feedback: 'Judged',
    customer_notified: 'Mail sent to the customer',
    staff_notified: 'Mail sent to staff',
    delivery_failed: 'A mail could not be sent',
    mail_delivered: 'Mail delivered',
    mail_bounced: 'Mail came back',
    mail_complained: 'Mail reported as spam',
    run_lost: 'Processing was interrupted and started again',
    settled: 'Settled',
    erased: 'Erased',
  },
};

/** The name of a language in words, such as `Korean`; a code that has none stays as it is. */
export const languageWord = (code: LanguageCode, language: WordLanguage): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;

/** Such as `Wed, March 4 at 3:00 PM` or `3월 4일 (수) 오후 3:00`. */
export const dateTimeWords = (atMs: EpochMs, { language, timeZone }: { language: WordLanguage; timeZone: string }) =>
  new Intl.DateTimeFormat(language, {
    timeZone,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(atMs);
