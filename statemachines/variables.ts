import type * as z from 'zod/mini';
import type { EscalationDecision, NotificationKind } from '../schemas/escalation.ts';
import type { Attempt, EscalationId } from '../schemas/ids.ts';
import type { EscalationReason } from '../schemas/inquiry.ts';
import type {
  AnalyzeInquiryOutput,
  BeginProcessingOutput,
  DraftFacts,
  ExecutionInput,
  PageReading,
  PageToRead,
  QualityFacts,
} from '../schemas/workflow.ts';

type Begun = z.infer<typeof BeginProcessingOutput>;

/** The variables of the state machine: facts that one state assigns and later ones read. */
export interface Variables extends ExecutionInput {
  readonly pages: Begun['pages'];
  readonly withheld: Begun['withheld'];
  /** Inside the Map only. */
  readonly page: PageToRead;
  readonly readings: readonly PageReading[];
  readonly analysis: z.infer<typeof AnalyzeInquiryOutput>;
  /** The draft in progress. */
  readonly attempt: Attempt;
  /** The last draft that was written; 0 before the first. */
  readonly draftAttempt: Attempt;
  readonly draft: DraftFacts;
  readonly quality: QualityFacts;
  /** Of the last draft; 0 before the first. */
  readonly qualityScore: number;
  /** Faults of the previous draft, for the next one. */
  readonly feedback: readonly string[];
  /** Why people get the inquiry. */
  readonly reason: EscalationReason;
  readonly reasons: readonly string[];
  /** The error that was caught; empty when none was. */
  readonly errorName: string;
  readonly escalationId: EscalationId;
  readonly generation: number;
  readonly waitSeconds: number;
  readonly notificationKind: NotificationKind;
  readonly decision: EscalationDecision;
}
