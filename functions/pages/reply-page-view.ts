import type { EscalationReason, PriorityReason, Urgency } from '../../schemas/inquiry.ts';
import type { StaffPassage } from '../../schemas/knowledge.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { PageLanguage } from './page-language.ts';

/** What the reply page shows. */
export interface ReplyPageView {
  readonly language: PageLanguage;
  readonly timeZone: string;
  readonly companyName: string;
  readonly title: string;
  readonly content: string;
  /** Written when the inquiry was opened again, oldest first. */
  readonly messages: readonly string[];
  readonly category: string | undefined;
  readonly customerEmail: string | undefined;
  readonly receivedAtMs: EpochMs;
  readonly dueAtMs: EpochMs;
  readonly urgency: Urgency;
  readonly priorityScore: number | undefined;
  readonly priorityReasons: readonly PriorityReason[];
  readonly reason: EscalationReason;
  readonly reasons: readonly string[];
  readonly pages: readonly {
    readonly filename: string;
    readonly page: number;
    readonly outcome: 'read' | 'empty' | 'unreadable';
    readonly text: string;
    readonly unsureWords: readonly string[];
  }[];
  readonly passages: readonly StaffPassage[];
  readonly draft: string | undefined;
  readonly responseQualityScore: number | undefined;
  readonly replyCharacters: number;
  /** What was typed and not taken, given back for mending. */
  readonly rejectedText?: string;
}
