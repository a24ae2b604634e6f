import type { QualitySubScores } from '../../schemas/answer.ts';
import type { EscalationReason, LanguageCode, PriorityReason, Sentiment, Urgency } from '../../schemas/inquiry.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { MailIdentity } from './mail.ts';
import type { StaffNotificationKind } from './staff-words.ts';
import type { MailLanguage } from './words.ts';

/** What a mail to staff is made of. */
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
