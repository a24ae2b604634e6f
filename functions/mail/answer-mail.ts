import { type WordLanguage, wordLanguageOf } from '../../domain/words/word-language.ts';
import type { AnswerSource, Citation } from '../../schemas/answer.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';
import { type MailBlock, oneLine } from './blocks.ts';
import { composeMail, type Mail, type MailIdentity } from './mail.ts';

export interface AnswerMailInput extends MailIdentity {
  readonly companyName: string;
  /** The inquiry's; the words around the answer are Korean for `ko`, else English. */
  readonly language: LanguageCode;
  readonly title: string;
  readonly answerText: string;
  readonly source: AnswerSource;
  readonly citations: readonly Pick<Citation, 'title' | 'quote'>[];
  readonly statusUrl: string;
}

interface AnswerWords {
  readonly subject: (company: string, title: string) => string;
  readonly lead: (title: string) => string;
  readonly sources: string;
  readonly button: string;
  readonly origin: Readonly<Record<AnswerSource, (company: string) => string>>;
  readonly question: string;
}

const accentColor = '#1d4ed8';
const titleCharacters = 100;

const words: Readonly<Record<WordLanguage, AnswerWords>> = {
  ko: {
    subject: (company, title) => `[${company}] 답변: ${title}`,
    lead: (title) => `문의하신 "${title}"에 대한 답변입니다.`,
    sources: '답변의 근거',
    button: '문의 확인하기',
    origin: {
      ai: (company) => `이 답변은 ${company}의 안내 자료를 바탕으로 AI가 작성했습니다.`,
      human: (company) => `이 답변은 ${company}의 담당자가 작성했습니다.`,
    },
    question: '답변이 충분하지 않다면 위 버튼을 눌러 문의 내용을 확인하고 상담원의 답변을 요청하실 수 있습니다.',
  },
  en: {
    subject: (company, title) => `[${company}] Answer: ${title}`,
    lead: (title) => `Here is the answer to your inquiry “${title}”.`,
    sources: 'What this answer rests on',
    button: 'View your inquiry',
    origin: {
      ai: (company) => `This answer was written by AI from the help material of ${company}.`,
      human: (company) => `This answer was written by a member of staff at ${company}.`,
    },
    question: 'If it does not help, use the button above to see your inquiry and ask for a person.',
  },
};

/** The mail with the answer for a customer. */
export function answerMail(input: AnswerMailInput): Mail {
  const language = wordLanguageOf(input.language);
  const { subject } = words[language];
  return composeMail({
    ...input,
    language,
    accentColor,
    linkUrl: input.statusUrl,
    subject: subject(input.companyName, oneLine(input.title, titleCharacters)),
    blocks: blocksOf(input, words[language]),
  });
}

function blocksOf(input: AnswerMailInput, { lead, sources, button, origin, question }: AnswerWords): MailBlock[] {
  const { companyName, title, answerText, citations, source, statusUrl } = input;
  const cited = citations.map(({ title, quote }): MailBlock => ({ kind: 'quote', title, text: quote }));
  return [
    { kind: 'paragraph', text: lead(oneLine(title, titleCharacters)) },
    { kind: 'paragraph', text: answerText },
    ...(cited.length === 0 ? [] : [{ kind: 'heading', text: sources } as const, ...cited]),
    { kind: 'button', label: button, url: statusUrl },
    { kind: 'note', text: `${origin[source](companyName)}\n${question}` },
  ];
}
