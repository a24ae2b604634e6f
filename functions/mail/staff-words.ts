import type { WordLanguage } from '../../domain/words/word-language.ts';
import type { NotificationKind } from '../../schemas/escalation.ts';

export type StaffNotificationKind = Exclude<NotificationKind, 'answer'>;

interface KindWords {
  readonly tag: string;
  readonly lead: (owner: string, slaDueAt: string) => string;
}

interface LabelWords {
  readonly urgent: string;
  readonly replyBy: string;
  readonly urgency: string;
  readonly urgencyReasons: string;
  readonly sentiment: string;
  readonly language: string;
  readonly unknown: string;
  readonly reply: string;
  readonly inquiry: string;
  readonly messages: string;
  readonly why: string;
  readonly quality: string;
  readonly qualityScore: string;
  readonly draft: string;
  readonly draftNote: string;
  readonly passages: string;
  readonly pages: string;
  readonly page: (attachmentNumber: number, page: number) => string;
  readonly unsureWords: string;
  readonly note: string;
  readonly personalLink: string;
}

export const kindWords: Readonly<Record<WordLanguage, Readonly<Record<StaffNotificationKind, KindWords>>>> = {
  ko: {
    staff_assigned: {
      tag: '답변 요청',
      lead: (owner, due) => `${owner}님께 배정된 문의입니다. ${due}까지 답변해 주세요.`,
    },
    staff_reminder: {
      tag: '답변 알림',
      lead: (owner, due) =>
        `${owner}님, 아직 답변하지 않은 문의가 있습니다. 답변 시간의 절반이 지났습니다. ${due}까지 답변해 주세요.`,
    },
    staff_reassigned: {
      tag: '재배정',
      lead: (owner, due) =>
        `${owner}님께 다시 배정된 문의입니다. 이전 담당자의 답변이 없었습니다. ${due}까지 답변해 주세요.`,
    },
    staff_handover: {
      tag: '답변 지연',
      lead: (owner, due) =>
        `${owner}님께 인계된 문의입니다. ${due}까지 답변이 나갔어야 합니다. 바로 답변하시거나 답변이 나가도록 조치해 주세요.`,
    },
    staff_message: {
      tag: '추가 문의',
      lead: (owner, due) => `${owner}님, 고객이 내용을 추가했습니다. ${due}까지 답변해 주세요.`,
    },
  },
  en: {
    staff_assigned: {
      tag: 'Reply needed',
      lead: (owner, due) => `${owner}, this inquiry is yours. Please reply by ${due}.`,
    },
    staff_reminder: {
      tag: 'Reminder',
      lead: (owner, due) =>
        `${owner}, this inquiry still waits for your reply and half of its time is gone. Please reply by ${due}.`,
    },
    staff_reassigned: {
      tag: 'Reassigned to you',
      lead: (owner, due) =>
        `${owner}, this inquiry is yours now, since nobody has replied to it so far. Please reply by ${due}.`,
    },
    staff_handover: {
      tag: 'Overdue',
      lead: (owner, due) =>
        `${owner}, this inquiry should have been answered by ${due} and is in your hands now. Please reply, or see to it that someone does.`,
    },
    staff_message: {
      tag: 'New message',
      lead: (owner, due) => `${owner}, the customer has added to this inquiry. Please reply by ${due}.`,
    },
  },
};

export const labelWords: Readonly<Record<WordLanguage, LabelWords>> = {
  ko: {
    urgent: '긴급',
    replyBy: '답변 기한',
    urgency: '긴급도',
    urgencyReasons: '긴급도 근거',
    sentiment: '감정',
    language: '언어',
    unknown: '알 수 없음',
    reply: '답변하기',
    inquiry: '문의 내용',
    messages: '추가 문의',
    why: '담당자에게 온 이유',
    quality: '초안 품질',
    qualityScore: '품질 점수',
    draft: '답변 초안',
    draftNote: '고객에게 보내지 않은 초안입니다. 내용을 확인한 뒤 답변 화면에서 고쳐 보낼 수 있습니다.',
    passages: '관련 지식',
    pages: '첨부 파일에서 읽은 내용',
    page: (attachmentNumber, page) => `첨부 ${attachmentNumber}, ${page}쪽`,
    unsureWords: '잘못 읽었을 수 있는 단어',
    note: '동료의 메모',
    personalLink: '답변 링크는 받는 분 전용입니다. 이 메일을 다른 사람에게 전달하지 마세요.',
  },
  en: {
    urgent: 'urgent',
    replyBy: 'Reply by',
    urgency: 'Urgency',
    urgencyReasons: 'Because of',
    sentiment: 'Sentiment',
    language: 'Language',
    unknown: 'Unknown',
    reply: 'Write the reply',
    inquiry: 'The inquiry',
    messages: 'Written since',
    why: 'Why it came to you',
    quality: 'Quality of the draft',
    qualityScore: 'Quality score',
    draft: 'Draft answer',
    draftNote: 'This draft was not sent. Check it; on the reply page you can change it and send it.',
    passages: 'Related knowledge',
    pages: 'Read from the attachments',
    page: (attachmentNumber, page) => `Attachment ${attachmentNumber}, page ${page}`,
    unsureWords: 'Words that may be misread',
    note: 'A note from your colleague',
    personalLink: 'The reply link is yours alone. Please do not forward this mail.',
  },
};
