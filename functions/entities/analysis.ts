import type { EntityItem } from 'electrodb';
import { runDueAt } from '../../domain/inquiry/due-times.ts';
import type { CompanyId, InquiryId, Run } from '../../schemas/ids.ts';
import type { InquirySignal, PriorityReason } from '../../schemas/inquiry.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { padding, type } from './attribute-types.ts';
import { type CommitOutcome, commit } from './commit.ts';
import { setDue } from './due-work.ts';
import { changeInquiry, type InquiryChange } from './inquiry.ts';
import { entityOf } from './store.ts';
import { recordEvent } from './timeline.ts';

/** The analysis of one run, with the reasons for the priority. */
export const Analysis = entityOf({
  model: { entity: 'analysis', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    signals: { type: type.signals, required: true },
    priorityReasons: { type: type.priorityReasons, required: true },
    personalDataTypes: { type: type.strings, required: true },
  },
  indexes: {
    analysis: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['run'] },
    },
  },
});
export type AnalysisItem = EntityItem<ReturnType<typeof Analysis>>;

export interface NewAnalysis {
  readonly inquiryId: InquiryId;
  readonly companyId: CompanyId;
  readonly run: Run;
  readonly signals: readonly InquirySignal[];
  readonly priorityReasons: readonly PriorityReason[];
  readonly personalDataTypes: readonly string[];
  readonly head: Pick<
    InquiryChange,
    'urgency' | 'priorityScore' | 'sentiment' | 'language' | 'warnings' | 'estimatedResponseTime'
  >;
  readonly nowMs: EpochMs;
}

/** Writes the analysis of a run, once. A conflict means: already recorded, or the run is over. */
export async function recordAnalysis(analysis: NewAnalysis): Promise<CommitOutcome> {
  const { inquiryId, companyId, run, head, nowMs, signals, priorityReasons, personalDataTypes } = analysis;
  return commit([
    changeInquiry({ inquiryId, run, set: head, nowMs }),
    Analysis.inTransaction().create({ inquiryId, run, signals, priorityReasons, personalDataTypes }).commit(),
    recordEvent({
      inquiryId,
      run,
      kind: 'analyzed',
      atMs: nowMs,
      facts: {
        urgency: head.urgency ?? 'low',
        priorityScore: head.priorityScore ?? 0,
        language: head.language ?? 'und',
      },
    }),
    setDue({ inquiryId, companyId }, runDueAt(nowMs)),
  ]);
}
