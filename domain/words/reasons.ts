import type { EscalationReason, InquirySignal } from '../../schemas/inquiry.ts';
import { type GateReason, partsOfReason, type QualityFault, qualityFaults } from '../quality/quality-faults.ts';
import type { WordLanguage, Words } from './word-language.ts';

/** Why an inquiry is with people, as a sentence for staff. */
export const reasonWords: Words<EscalationReason> = {
  ko: {
    low_quality: '작성된 답변 초안의 품질 점수가 발송 기준에 미치지 못했습니다.',
    no_knowledge: '등록된 지식에서 이 문의에 답할 근거를 찾지 못했습니다.',
    needs_person: '담당자의 확인이나 판단이 필요한 문의입니다.',
    risk: '안전, 사기, 법적 분쟁 등의 위험 신호가 있어 자동 답변을 보내지 않았습니다.',
    person_requested: '상담원의 답변을 원한다는 요청이 있었습니다.',
    reopened: '답변을 받은 뒤 문의가 다시 열렸습니다.',
    spend_limit: '오늘의 자동 답변 비용 한도에 도달하여 초안을 만들지 않았습니다.',
    pipeline_failed: '자동 처리 중 오류가 발생하여 답변을 만들지 못했습니다.',
  },
  en: {
    low_quality: 'The draft answer did not score high enough to be sent.',
    no_knowledge: 'The stored knowledge holds nothing that answers this inquiry.',
    needs_person: 'The inquiry needs something that only a person can look up or decide.',
    risk: 'The inquiry shows signs of danger, fraud, a legal dispute or a similar risk, so no automatic answer was sent.',
    person_requested: 'An answer from a person was asked for.',
    reopened: 'The inquiry was opened again after an answer.',
    spend_limit: 'The limit that the company has set to a day’s spending on automatic answers is reached.',
    pipeline_failed: 'Automatic processing failed, so there is no answer yet.',
  },
};

type PriorityFact = InquirySignal | 'negative_sentiment' | 'personal_data' | 'escalation_requested';

/** What raised the priority of an inquiry: signals in its text, and what else counts. */
export const priorityWords: Words<PriorityFact> = {
  ko: {
    negative_sentiment: '부정적 어조',
    personal_data: '개인정보 포함',
    escalation_requested: '상담원 요청됨',
    danger: '안전 위험',
    fraud_or_leak: '사기 또는 정보 유출',
    outage: '서비스 장애',
    legal_threat: '법적 조치 언급',
    deadline: '기한 임박',
    repeated_contact: '반복 문의',
    billing_error: '결제 오류',
    defect_or_delay: '하자 또는 지연',
    wants_person: '상담원 요청',
    account_state: '계정 상태',
    anger: '강한 불만',
    praise: '칭찬',
  },
  en: {
    negative_sentiment: 'negative tone',
    personal_data: 'personal data',
    escalation_requested: 'a person was asked for',
    danger: 'danger',
    fraud_or_leak: 'fraud or leak',
    outage: 'outage',
    legal_threat: 'legal threat',
    deadline: 'deadline',
    repeated_contact: 'repeated contact',
    billing_error: 'billing error',
    defect_or_delay: 'defect or delay',
    wants_person: 'wants a person',
    account_state: 'state of the account',
    anger: 'anger',
    praise: 'praise',
  },
};

/** A reason for the priority in words; one that is not in the table unchanged. */
export function priorityReasonWord(reason: string, language: WordLanguage): string {
  const words: Readonly<Record<string, string>> = priorityWords[language];
  return Object.hasOwn(words, reason) ? (words[reason] ?? reason) : reason;
}

/** Why the gate sent no draft, or sent it back. */
export const gateReasonWords: Words<QualityFault | GateReason> = {
  ko: {
    no_citation: '초안이 근거를 인용하지 않았습니다',
    unknown_passage: '초안이 제공되지 않은 자료를 인용했습니다',
    quote_not_found: '인용한 문장이 원문과 일치하지 않습니다',
    unsupported_fact: '초안의 숫자, 날짜, 금액, 링크 또는 주소가 인용한 자료에 없습니다',
    ungrounded: '초안의 일부가 인용한 자료로 뒷받침되지 않습니다',
    wrong_language: '초안 전체 또는 일부 문장이 문의와 다른 언어로 쓰였습니다',
    other_language_declared: '모델이 밝힌 초안의 언어가 문의의 언어와 다릅니다',
    control_characters: '초안에 제어 문자 또는 표시할 수 없는 문자가 있습니다',
    shows_reasoning: '초안에 고객에게 보이면 안 되는 추론 과정이 있습니다',
    shows_prompt: '초안에 모델에 준 지시문이나 필드 이름이 있습니다',
    shows_passage_id: '초안에 자료의 ID가 있습니다',
    repeats_itself: '초안이 같은 말을 되풀이합니다',
    has_markup: '초안에 서식 기호가 있습니다',
    not_covered: '초안이 질문한 내용을 모두 다루지 않습니다',
    weak_retrieval: '등록된 지식에 이 문의의 답이 없는 것으로 보입니다',
    illegible: '첨부 파일을 제대로 읽지 못했습니다',
    person_asked_for: '상담원의 답변을 요청했습니다',
    signal: '문의에서 발견된 신호',
    attachment_infected: '첨부 파일에서 악성 코드가 발견되었습니다. 열지 마세요',
    attachment_beyond_limits: '첨부 파일을 읽다가 한도를 넘어 중단했습니다. 파일은 읽히지 않았습니다',
    text_truncated: '첨부 파일의 내용이 너무 길어 뒷부분은 분석하지 않았습니다. 원본을 확인해 주세요',
    no_answer_found: '모델이 등록된 지식에서 답을 찾지 못했습니다',
  },
  en: {
    no_citation: qualityFaults.no_citation.text,
    unknown_passage: qualityFaults.unknown_passage.text,
    quote_not_found: qualityFaults.quote_not_found.text,
    unsupported_fact: qualityFaults.unsupported_fact.text,
    ungrounded: qualityFaults.ungrounded.text,
    wrong_language: qualityFaults.wrong_language.text,
    other_language_declared: qualityFaults.other_language_declared.text,
    control_characters: qualityFaults.control_characters.text,
    shows_reasoning: qualityFaults.shows_reasoning.text,
    shows_prompt: qualityFaults.shows_prompt.text,
    shows_passage_id: qualityFaults.shows_passage_id.text,
    repeats_itself: qualityFaults.repeats_itself.text,
    has_markup: qualityFaults.has_markup.text,
    not_covered: qualityFaults.not_covered.text,
    weak_retrieval: qualityFaults.weak_retrieval.text,
    illegible: qualityFaults.illegible.text,
    person_asked_for: 'A person was asked for',
    signal: 'Found in the inquiry',
    attachment_infected: 'Malware was found in an attachment; do not open it',
    attachment_beyond_limits: 'An attachment was not read: reading it was given up at a limit',
    text_truncated: 'The attachments hold more text than is analysed; please read the rest in the files',
    no_answer_found: 'The model found no answer in the knowledge',
  },
};

/** A reason of the gate in words; one that is not in the table unchanged. */
export function gateReasonWord(reason: string, language: WordLanguage): string {
  const { code, detail } = partsOfReason(reason);
  const words: Readonly<Record<string, string>> = gateReasonWords[language];
  if (!Object.hasOwn(words, code)) return reason;
  const sentence = words[code] ?? reason;
  return detail === '' ? sentence : `${sentence}: ${priorityReasonWord(detail, language)}`;
}
