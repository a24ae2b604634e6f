import type { QualitySubScores } from '../../schemas/answer.ts';
import type { EscalationReason, LanguageCode, PriorityReason, Sentiment, Urgency } from '../../schemas/inquiry.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { evidenceBlocks } from './evidence-blocks.ts';
import { composeMail, type Mail, type MailIdentity } from './mail.ts';
import { oneLine } from './shorten.ts';
import { kindWords, labelWords, type StaffNotificationKind } from './staff-words.ts';
import { dateTimeWords, type MailLanguage } from './words.ts';

export interface StaffMailInput extends MailIdentity {
  readonly kind: StaffNotificationKind;
  /** The company's, whatever the inquiry's is. */
  readonly language: MailLanguage;
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
  /** From the colleague who handed the case on. */
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

const accentColors: Readonly<Record<StaffNotificationKind, string>> = {
  staff_assigned: '#1d4ed8',
  staff_reminder: '#b45309',
  staff_reassigned: '#1d4ed8',
  staff_handover: '#b91c1c',
  staff_message: '#1d4ed8',
};

/** The mail that puts a case into someone's hands, with all that is needed to answer it. */
export function staffMail(input: StaffMailInput): Mail {
  const { kind, language, inquiry, ownerName, slaDueAtMs, timeZone, replyUrl } = input;
  const { tag, lead } = kindWords[language][kind];
  const labels = labelWords[language];
  const urgent = inquiry.urgency === 'high' ? ` · ${labels.urgent}` : '';
  return composeMail({
    ...input,
    accentColor: accentColors[kind],
    linkUrl: replyUrl,
    subject: `[${tag}${urgent}] ${inquiry.title}`,
    blocks: [
      { kind: 'paragraph', text: lead(oneLine(ownerName, 80), dateTimeWords(slaDueAtMs, { language, timeZone })) },
      ...(input.note === undefined ? [] : [{ kind: 'quote', title: labels.note, text: input.note } as const]),
      ...evidenceBlocks(input),
      { kind: 'button', label: labels.reply, url: replyUrl },
      { kind: 'note', text: labels.personalLink },
    ],
  });
}
