import type { SentimentLanguage } from './features.ts';

/**
 * Customer sentences of our own, put together from parts. Reviews and comments hold no plain questions and few complaints about an order:
 * a model trained on them alone calls half of all plain questions negative.
 */
interface PhraseParts {
  readonly subjects: readonly string[];
  readonly questions: readonly string[];
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  readonly praises: readonly string[];
  readonly openings: readonly string[];
  readonly closings: readonly string[];
}

const PARTS = {
  ko: {
    subjects: [
      '주문',
      '배송',
      '교환',
      '반품',
      '환불',
      '결제',
      '쿠폰',
      '포인트',
      '적립금',
      '회원 가입',
      '비밀번호',
      '영수증',
      '세금계산서',
      '배송지',
      '사이즈',
      '색상',
      '재입고',
      '선물 포장',
      '해외 배송',
      '멤버십',
      '구독',
      '카드 할부',
      '무통장 입금',
      '상품 문의',
      '보증 기간',
      '수리',
      '설치',
      '예약',
      '매장',
      '영업시간',
      '앱',
      '알림',
      '이벤트',
      '리뷰',
      '방문 수령',
      '택배',
      '계정',
      '이메일 주소',
      '전화번호',
      '할인',
      '등급',
      '픽업',
      '사은품',
      '견적',
      '사용 설명서',
    ],
    questions: [
      '은 어떻게 하나요?',
      ' 방법을 알려 주세요.',
      '은 언제 되나요?',
      ' 가능한가요?',
      '은 어디에서 하나요?',
      ' 비용은 얼마인가요?',
      '을 변경할 수 있나요?',
      ' 기간이 어떻게 되나요?',
      ' 조건이 궁금합니다.',
      '은 며칠 걸리나요?',
      ' 확인하는 방법이 있나요?',
      '을 취소할 수 있나요?',
      ' 관련해서 문의드립니다.',
      '도 되나요?',
      ' 절차가 어떻게 되나요?',
      '은 무엇인가요?',
      ' 어떻게 해요?',
      ' 언제까지 해야 하나요?',
      '을 다시 받을 수 있을까요?',
      ' 어디서 볼 수 있어요?',
      ' 신청하려면 무엇이 필요한가요?',
      '은 누가 받을 수 있나요?',
      ' 몇 시까지인가요?',
      '이 있나요?',
      ' 얼마예요?',
      ' 언제 와요?',
      ' 어케 하나요?',
      ' 안 되나요?',
      '이 안 되면 어떻게 하나요?',
      ' 못 하나요?',
      '을 못 받으면 어떻게 되나요?',
      '을 하면 돈은 누가 내나요?',
      '이 필요한지 알고 싶어요.',
      '은 무료인가요?',
    ],
    requests: [
      '을 바꾸고 싶습니다.',
      '을 신청하려고 합니다.',
      '을 확인하고 싶어요.',
      ' 안내 부탁드립니다.',
      '을 등록해 주세요.',
      '을 수정해 주세요.',
      ' 내역을 보내 주세요.',
      '이 필요합니다.',
    ],
    complaints: [
      '이 너무 늦어서 화가 납니다.',
      '이 또 잘못됐습니다. 정말 실망했습니다.',
      ' 때문에 너무 불편합니다.',
      '이 엉망입니다.',
      ' 문제로 몇 번을 연락했는데 답이 없습니다.',
      ' 처리가 최악이네요.',
      '이 안 돼서 짜증납니다.',
      ' 상담원이 불친절해서 기분이 나빴습니다.',
      '이 고장 나서 왔습니다. 어이가 없네요.',
      '이 아직도 해결되지 않았습니다. 당장 처리해 주세요.',
      ' 때문에 손해를 봤습니다. 책임지세요.',
      '이 이렇게 엉터리일 줄 몰랐습니다. 다시는 이용하지 않겠습니다.',
      ' 약속을 어겼습니다. 신고하겠습니다.',
      '이 파손되어 왔어요. 속상합니다.',
      '이 안 됩니다.',
      '이 사라졌어요.',
      '이 없어졌습니다.',
      '이 잘못 나왔어요.',
      '이 아직 안 왔어요.',
      '에 문제가 생겼어요.',
      ' 오류가 계속 납니다.',
      '이 멈췄습니다.',
      ' 중에 다쳤어요.',
      '을 누가 훔쳐 갔어요.',
    ],
    praises: [
      '이 빨라서 정말 좋았습니다.',
      ' 상담이 친절해서 감동했습니다.',
      '이 마음에 듭니다. 최고예요.',
      ' 서비스에 만족합니다.',
      '이 아주 편리하네요. 추천합니다.',
      ' 처리가 완벽했습니다.',
      ' 덕분에 기분이 좋아졌어요.',
      '이 기대보다 훌륭합니다.',
    ],
    openings: [
      '',
      '',
      '',
      '안녕하세요. ',
      '문의드립니다. ',
      '안녕하세요, 궁금한 게 있어요. ',
      '어제 주문했는데 ',
      '아직 상품을 받지 못했는데 ',
      '회원이 아닌데 ',
      '카드로 결제했는데 ',
      '선물로 받았는데 ',
      '제주도에 사는데 ',
      '앱에서 주문했는데 ',
      '이미 배송 중인데 ',
      '쿠폰을 썼는데 ',
      '한 번 열어 봤는데 ',
      '지난주에 샀는데 ',
      '사이즈가 안 맞아서 그런데 ',
      '혹시 ',
      '그럼 ',
    ],
    closings: ['', '', '', ' 감사합니다.', ' 부탁드립니다.', ' 답변 기다리겠습니다.'],
  },
  en: {
    subjects: [
      'order',
      'delivery',
      'exchange',
      'return',
      'refund',
      'payment',
      'coupon',
      'gift card',
      'points',
      'account',
      'password',
      'receipt',
      'invoice',
      'shipping address',
      'size',
      'colour',
      'restock',
      'gift wrapping',
      'membership',
      'subscription',
      'warranty',
      'repair',
      'installation',
      'booking',
      'store',
      'opening hours',
      'app',
      'notification',
      'review',
      'pickup',
      'parcel',
      'email address',
      'phone number',
      'discount',
      'plan',
      'manual',
      'quote',
      'spare part',
    ],
    questions: [
      'How do I change my #?',
      'How does the # work?',
      'When will my # be ready?',
      'Where can I find the #?',
      'Is the # free?',
      'What is the # policy?',
      'Can I cancel the #?',
      'How long does the # take?',
      'Do you offer a # for students?',
      'What do I need for the #?',
      'Is it possible to update the #?',
      'Who can get a #?',
      'How much is the #?',
      'Could you tell me about the #?',
      'Which # do you recommend?',
      'Are there any limits on the #?',
      'Where do I see my #?',
    ],
    requests: [
      'I would like to change my #.',
      'Please send me the #.',
      'I need a copy of the #.',
      'Please update my #.',
      'I want to ask about the #.',
      'I am writing about the # for my last purchase.',
    ],
    complaints: [
      'The # is late again and I am very angry.',
      'Your # is a joke.',
      'The # never works and nobody answers.',
      'I am extremely disappointed with the #.',
      'The # arrived broken.',
      'This is the third time the # went wrong, this is unacceptable.',
      'Worst # ever.',
      'The # is terrible and support was rude.',
      'I have been charged twice for the # and nobody helps.',
      'I am still waiting for the # and I am fed up.',
      'The # is useless, I want my money back now.',
      'Nobody cares about my #, I will report you.',
      'My # does not work.',
      'My # has disappeared.',
      'The # is missing.',
      'There is an error with my #.',
      'The # broke after a day.',
      'My # has not arrived.',
      'I got hurt by the #.',
      'Someone stole my #.',
      'The # is wrong again.',
    ],
    praises: [
      'The # is great, thank you so much.',
      'I love the #.',
      'Your # was fast and friendly.',
      'Excellent #, well done.',
      'I am very happy with the #.',
      'The # works perfectly.',
      'Best # I ever had.',
    ],
    openings: ['', '', '', 'Hello, ', 'Hi, ', 'Good morning. '],
    closings: ['', '', '', ' Thank you.', ' Thanks.', ' Thanks in advance.', ' Kind regards.'],
  },
} as const satisfies Record<SentimentLanguage, PhraseParts>;

export interface OwnPhrase {
  readonly text: string;
  readonly label: 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL';
}

/** All combinations of subject and sentence; openings and closings take turns, so that politeness alone is no tone. */
export function ownPhrases(language: SentimentLanguage): readonly OwnPhrase[] {
  const parts: PhraseParts = PARTS[language];
  const phrases: OwnPhrase[] = [];
  const groups = [
    { label: 'NEUTRAL', frames: [...parts.questions, ...parts.requests] },
    { label: 'NEGATIVE', frames: parts.complaints },
    { label: 'POSITIVE', frames: parts.praises },
  ] as const;
  for (const { label, frames } of groups) {
    for (const frame of frames) {
      for (const subject of parts.subjects) {
        const turn = phrases.length;
        const opening = parts.openings[turn % parts.openings.length] ?? '';
        const closing = parts.closings[Math.floor(turn / 7) % parts.closings.length] ?? '';
        phrases.push({ label, text: `${opening}${fill(frame, subject)}${closing}` });
      }
    }
  }
  return phrases;
}

function fill(frame: string, subject: string): string {
  return frame.includes('#') ? frame.replace('#', subject) : `${subject}${withParticle(frame, subject)}`;
}

/** 은/는, 이/가 and 을/를 follow the last syllable of the noun. */
function withParticle(frame: string, noun: string): string {
  const code = (noun.codePointAt(noun.length - 1) ?? 0) - 0xac00;
  const endsInVowel = code >= 0 && code % 28 === 0;
  if (!endsInVowel) return frame;
  return frame
    .replace(/^은(?= )/u, '는')
    .replace(/^이(?= )/u, '가')
    .replace(/^을(?= )/u, '를');
}
