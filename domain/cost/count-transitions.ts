import type { Entry } from '../../schemas/inquiry.ts';

/** How one run has gone through the state machine, retries and waits without a step of the SLA apart. */
export interface RunPath {
  readonly entry: Entry;
  /** Pages in the Map, of a run that reads what is attached. */
  readonly pages: number;
  /** Of these, those that ended in the Map's Catch. */
  readonly pagesGivenUp: number;
  /** Drafts that were written and scored. */
  readonly drafts: number;
  readonly end:
    | { readonly kind: 'answered' }
    | {
        readonly kind: 'escalated';
        /** The state before OpenEscalation: `draft` = GenerateAnswer, `store` = StoreAnswer. */
        readonly from: 'entry' | 'gate' | 'draft' | 'store';
        /** Reminders, reassignments and hand-overs. */
        readonly furtherContacts: number;
        /** The reply has been sent on; else it is still waited for. */
        readonly isReplied: boolean;
      };
}

/** BindInput, Entry. */
const toEntry = 2;
/** BeginProcessing, ExtractTexts. */
const toPages = 2;
/** AnalyzeInquiry, ScorePriority, RetrieveKnowledge. */
const toUnderstand = 3;
/** GenerateAnswer, ScoreQuality, QualityGate. */
const perDraft = 3;
/** BindPage, ExtractText. */
const perPage = 2;
/** StoreAnswer, NotifyCustomer, Done. */
const toAnswer = 3;
/** ContactStaff, AwaitReply, DecideEscalation, EscalationGate. */
const perContact = 4;
/** NotifyCustomer, Done. */
const afterReply = 2;

/** State transitions that Step Functions charges for on this path. */
export function countTransitions({ entry, pages, pagesGivenUp, drafts, end }: RunPath): number {
  const reading = entry === 'answer' ? toPages + pages * perPage + pagesGivenUp : 0;
  const pipeline = entry === 'escalate' ? 0 : reading + toUnderstand + drafts * perDraft;
  switch (end.kind) {
    case 'answered':
      return toEntry + pipeline + toAnswer;
    case 'escalated': {
      const lastStep = end.from === 'draft' || end.from === 'store' ? 1 : 0;
      const opened = toEntry + pipeline + lastStep + 1;
      const contacts = (end.furtherContacts + 1) * perContact;
      // Who still waits has been through ContactStaff and AwaitReply alone.
      return opened + (end.isReplied ? contacts + afterReply : contacts - 2);
    }
    default:
      return end satisfies never;
  }
}
