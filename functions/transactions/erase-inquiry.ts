import { erasureDueAt } from '../../domain/inquiry/due-times.ts';
import { sourcesOf } from '../../domain/inquiry/status.ts';
import type { DataRequestCounts, ErasureReason } from '../../schemas/data-request.ts';
import type { DataRequestId } from '../../schemas/ids.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { CommitOutcome } from '../entities/commit.ts';
import { DataRequest } from '../entities/data-request.ts';
import { setDue } from '../entities/due-work.ts';
import { Escalation } from '../entities/escalation.ts';
import { ExternalReference, externalIdHashOf } from '../entities/external-reference.ts';
import { Inquiry, type InquiryItem } from '../entities/inquiry.ts';
import { TimelineEvent } from '../entities/timeline.ts';
import type { Workspace } from '../entities/workspace.ts';
import { commitTelling } from './commit-telling.ts';

/** How long a tombstone answers 410 before the id is unknown. */
const tombstoneDays = 400;

export interface Erasure {
  readonly reason: ErasureReason;
  /** The request about a person that it is part of, which counts it. */
  readonly counted?: { readonly dataRequestId: DataRequestId; readonly counts: DataRequestCounts };
  readonly nowMs: EpochMs;
}

/**
 * Makes the inquiry a tombstone, on the condition that it still is as `workspace` has it: what the head said is gone, its
 * escalation is closed, its `externalId` free, and the rest due to be wiped. A conflict means that it has moved on.
 */
export const eraseInquiry = ({ inquiry, escalations }: Workspace, erasure: Erasure): Promise<CommitOutcome> => {
  const { inquiryId, companyId, run, externalId } = inquiry;
  const { reason, counted, nowMs } = erasure;
  const expiresAt = Math.floor(nowMs / 1000) + tombstoneDays * 86_400;
  // Neither externalId nor urgency: what is told is kept for a while, and outlives the inquiry.
  const told = { inquiryId, companyId, mode: modeOf(inquiry) };
  const move = { type: 'inquiry.erased', status: 'erased', run } as const;
  return commitTelling({ inquiry: told, moves: [move], nowMs }, [
    buryHead(inquiry, { nowMs, expiresAt }),
    ...escalations
      .filter(({ state }) => state === 'open')
      .map(({ escalationId, dueAtMs }) =>
        Escalation.inTransaction()
          .patch({ inquiryId, escalationId })
          .set({ state: 'closed', dueAtMs })
          .add({ version: 1 })
          .composite({ companyId })
          .commit(),
      ),
    ...(externalId === undefined
      ? []
      : [
          ExternalReference.inTransaction()
            .delete({ companyId, externalIdHash: externalIdHashOf(externalId, modeOf(inquiry)) })
            .commit(),
        ]),
    TimelineEvent.inTransaction()
      .put({ inquiryId, run, kind: 'erased', atMs: nowMs, facts: { reason }, expiresAt })
      .commit(),
    setDue(inquiry, erasureDueAt(nowMs)),
    ...(counted === undefined
      ? []
      : [
          DataRequest.inTransaction()
            .patch({ companyId, dataRequestId: counted.dataRequestId })
            .add(counted.counts)
            .commit(),
        ]),
  ]);
};

const buryHead = ({ inquiryId, version }: InquiryItem, { nowMs, expiresAt }: { nowMs: EpochMs; expiresAt: number }) =>
  Inquiry.inTransaction()
    .patch({ inquiryId })
    .set({ status: 'erased', title: '', warnings: [], escalationRequested: false, updatedAtMs: nowMs, expiresAt })
    .remove(['category', 'externalId', 'statusReason', 'escalationId', 'answeredRun', 'feedback'])
    .remove(['urgency', 'priorityScore', 'sentiment', 'language'])
    .add({ version: 1 })
    .where((attribute, { eq }) => {
      const erasable = sourcesOf('erased').map((status) => eq(attribute.status, status));
      return `${eq(attribute.version, version)} AND (${erasable.join(' OR ')})`;
    })
    .commit();
