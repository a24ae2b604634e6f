import { dateTimeWords, languageWord, sentimentWords, subScoreWords, urgencyWords } from '../../domain/words/names.ts';
import { gateReasonWord, priorityReasonWord, reasonWords } from '../../domain/words/reasons.ts';
import type { WordLanguage } from '../../domain/words/word-language.ts';
import type { QualitySubScores } from '../../schemas/answer.ts';
import type { EscalationReason, LanguageCode, PriorityReason, Sentiment, Urgency } from '../../schemas/inquiry.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type Fact, type MailBlock, shorten } from './blocks.ts';
import type { MailIdentity } from './mail.ts';
import { labelWords, type StaffNotificationKind } from './staff-words.ts';

/** The content of a mail to staff. */
export interface StaffMailInput extends MailIdentity {
  readonly kind: StaffNotificationKind;
  /** The company's, whatever the inquiry's is. */
  readonly language: WordLanguage;
  readonly companyName: string;
  readonly ownerName: string;
  readonly inquiry: {
    readonly title: string;
    readonly content: string;
    /** Written when the inquiry was opened again, oldest first. */
    readonly messages?: readonly string[] | undefined;
    readonly urgency: Urgency;
    readonly priorityScore?: number | undefined;
    readonly priorityReasons?: readonly PriorityReason[] | undefined;
    readonly sentiment?: Sentiment | undefined;
    readonly language?: LanguageCode | undefined;
  };
  /** From the previous owner. */
  readonly note?: string | undefined;
  readonly reason: EscalationReason;
  readonly reasons: readonly string[];
  readonly subScores?: QualitySubScores | undefined;
  readonly responseQualityScore?: number | undefined;
  readonly passages: readonly { readonly title: string; readonly text: string }[];
  readonly unsureWords: readonly string[];
  readonly pageTexts: readonly { readonly attachmentNumber: number; readonly page: number; readonly text: string }[];
  readonly draftText?: string | undefined;
  readonly replyUrl: string;
  readonly slaDueAtMs: EpochMs;
  /** The company's (IANA). */
  readonly timeZone: string;
}

/** Gmail cuts an HTML mail off at 102 KB; with three bytes a Korean letter this stays below 100. */
const limits = {
  contentCharacters: 6_000,
  messageCharacters: 2_500,
  draftCharacters: 4_000,
  passages: 5,
  passageCharacters: 1_000,
  pages: 5,
  pageCharacters: 1_200,
  reasons: 12,
  reasonCharacters: 300,
  unsureWords: 30,
  unsureWordCharacters: 40,
} as const;

/** The evidence card: the inquiry, why no machine answered it, and the passages for an answer. */
export function evidenceBlocks(input: StaffMailInput): readonly MailBlock[] {
  const { inquiry, language, replyUrl } = input;
  const labels = labelWords[language];
  return [
    { kind: 'facts', rows: headFacts(input) },
    { kind: 'button', label: labels.reply, url: replyUrl },
    { kind: 'heading', text: labels.inquiry },
    { kind: 'quote', title: inquiry.title, text: shorten(inquiry.content, limits.contentCharacters) },
    ...messageBlocks(input),
    ...whyBlocks(input),
    ...draftBlocks(input),
    ...passageBlocks(input),
    ...pageBlocks(input),
  ];
}

/** The last one, which is the current subject of the case. */
function messageBlocks({ inquiry: { messages = [] }, language }: StaffMailInput): readonly MailBlock[] {
  const message = messages.at(-1);
  if (message === undefined) return [];
  return [
    { kind: 'heading', text: labelWords[language].messages },
    { kind: 'quote', text: shorten(message, limits.messageCharacters) },
  ];
}

function headFacts({ inquiry, language, slaDueAtMs, timeZone }: StaffMailInput): readonly Fact[] {
  const labels = labelWords[language];
  const { urgency, priorityScore, priorityReasons = [], sentiment, language: writtenIn } = inquiry;
  const points = priorityScore === undefined ? '' : ` (${priorityScore}/100)`;
  return [
    { label: labels.replyBy, value: `${dateTimeWords(slaDueAtMs, { language, timeZone })} (${timeZone})` },
    { label: labels.urgency, value: `${urgencyWords[language][urgency]}${points}` },
    ...(priorityReasons.length === 0
      ? []
      : [{ label: labels.urgencyReasons, value: urgencyReasons(priorityReasons, language) }]),
    { label: labels.sentiment, value: sentiment === undefined ? labels.unknown : sentimentWords[language][sentiment] },
    {
      label: labels.language,
      value: writtenIn === undefined || writtenIn === 'und' ? labels.unknown : languageWord(writtenIn, language),
    },
  ];
}

const urgencyReasons = (reasons: readonly PriorityReason[], language: WordLanguage): string =>
  reasons
    .slice(0, limits.reasons)
    .map(
      ({ reason, points }) => `${shorten(priorityReasonWord(reason, language), 60)} ${points < 0 ? '' : '+'}${points}`,
    )
    .join(', ');

function whyBlocks({ language, reason, reasons }: StaffMailInput): readonly MailBlock[] {
  const items = reasons
    .slice(0, limits.reasons)
    .map((item) => shorten(gateReasonWord(item, language), limits.reasonCharacters));
  return [
    { kind: 'heading', text: labelWords[language].why },
    { kind: 'paragraph', text: reasonWords[language][reason] },
    ...(items.length === 0 ? [] : [{ kind: 'list', items } as const]),
  ];
}

function draftBlocks({ language, draftText, responseQualityScore, subScores }: StaffMailInput): readonly MailBlock[] {
  const labels = labelWords[language];
  const rows = [
    ...(responseQualityScore === undefined
      ? []
      : [{ label: labels.qualityScore, value: `${responseQualityScore.toFixed(1)} / 5.0` }]),
    ...(subScores === undefined ? [] : subScoreFacts(subScores, language)),
  ];
  return [
    ...(draftText === undefined
      ? []
      : ([
          { kind: 'heading', text: labels.draft },
          { kind: 'note', text: labels.draftNote },
          { kind: 'quote', text: shorten(draftText, limits.draftCharacters) },
        ] as const)),
    ...(rows.length === 0
      ? []
      : ([
          { kind: 'heading', text: labels.quality },
          { kind: 'facts', rows },
        ] as const)),
  ];
}

function subScoreFacts(subScores: QualitySubScores, language: WordLanguage): readonly Fact[] {
  const names = [
    'citations',
    'grounding',
    'language',
    'outgoing',
    'coverage',
    'retrieval',
    'legibility',
    'judge',
  ] as const;
  return names.flatMap((name) => {
    const score = subScores[name];
    return score === undefined ? [] : [{ label: subScoreWords[language][name], value: `${Math.round(score * 100)} %` }];
  });
}

function passageBlocks({ language, passages }: StaffMailInput): readonly MailBlock[] {
  if (passages.length === 0) return [];
  const quotes = passages
    .slice(0, limits.passages)
    .map(({ title, text }): MailBlock => ({ kind: 'quote', title, text: shorten(text, limits.passageCharacters) }));
  return [{ kind: 'heading', text: labelWords[language].passages }, ...quotes];
}

function pageBlocks({ language, pageTexts, unsureWords }: StaffMailInput): readonly MailBlock[] {
  const { pages, page: pageTitle, unsureWords: unsureLabel } = labelWords[language];
  const readable = pageTexts.filter(({ text }) => text.trim() !== '');
  if (readable.length === 0) return [];
  const quotes = readable.slice(0, limits.pages).map(
    ({ attachmentNumber, page, text }): MailBlock => ({
      kind: 'quote',
      title: pageTitle(attachmentNumber, page),
      text: shorten(text, limits.pageCharacters),
    }),
  );
  const unsure = unsureWords.slice(0, limits.unsureWords).map((word) => shorten(word, limits.unsureWordCharacters));
  return [
    { kind: 'heading', text: pages },
    ...quotes,
    ...(unsure.length === 0 ? [] : [{ kind: 'note', text: `${unsureLabel}: ${unsure.join(', ')}` } as const]),
  ];
}
