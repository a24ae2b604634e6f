import type { EntityItem } from 'electrodb';
import type { CompanyId, InquiryId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { padding, type } from './attribute-types.ts';
import { readDueRange } from './read-range.ts';
import { byKeysAlone, entityOf, ifCondition, withAwsErrors } from './store.ts';

/**
 * By when an inquiry that is not at rest must have moved; one item an inquiry, written with every change that leaves
 * work. The sweeper checks overdue ones.
 */
export const DueWork = entityOf({
  model: { entity: 'dueWork', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    /** For the sweeper's order by company. */
    companyId: { type: type.companyId },
    shard: { type: 'number', required: true },
    dueAtMs: { type: type.epochMs, required: true, padding: padding.epochMs },
  },
  indexes: {
    due: {
      collection: 'duty',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: [] },
    },
    byDueTime: {
      index: 'gsi3',
      pk: { field: 'gsi3pk', composite: ['shard'] },
      sk: { field: 'gsi3sk', composite: ['dueAtMs', 'inquiryId'] },
    },
  },
});
export type DueWorkItem = EntityItem<ReturnType<typeof DueWork>>;

/** Shards of the due index, so that one company's burst does not fill one partition. */
export const dueShards = 16;

/** The due-work shard of an inquiry: the last, random, character of its ULID. */
export const shardOf = (inquiryId: InquiryId): number => (inquiryId.at(-1)?.charCodeAt(0) ?? 0) % dueShards;

/** Of one company in one shard, in one pass. */
const keptOfACompany = 25;

/**
 * The inquiries that are due at `nowMs`: of each company the oldest in each shard. The range is of their own prefix.
 */
export async function listDueWork(nowMs: EpochMs): Promise<readonly DueWorkItem[]> {
  const shards = Array.from({ length: dueShards }, (_, shard) => shard);
  const read = await Promise.all(
    shards.map((shard) =>
      readDueRange<DueWorkItem>(
        (page) =>
          withAwsErrors(() =>
            DueWork()
              .query.byDueTime({ shard })
              .between({ dueAtMs: epochMs(0) }, { dueAtMs: epochMs(nowMs + 1) })
              .go({ ...byKeysAlone, ...page }),
          ),
        { groupOf: companyOfDue, keptOfAGroup: keptOfACompany },
      ),
    ),
  );
  return read.flat();
}

/** Due work that was written without its company counts as one company's. */
export const companyOfDue = ({ companyId }: DueWorkItem): string => companyId ?? '';

/** Sets by when the inquiry must have moved next, whatever was set before. */
export const setDue = ({ inquiryId, companyId }: { inquiryId: InquiryId; companyId: CompanyId }, dueAtMs: EpochMs) =>
  DueWork.inTransaction()
    .put({ inquiryId, companyId, shard: shardOf(inquiryId), dueAtMs })
    .commit();

/** The inquiry is at rest: nothing is due. */
export const clearDue = (inquiryId: InquiryId) => DueWork.inTransaction().delete({ inquiryId }).commit();

/** The same after a mere check: due work set meanwhile, such as an erasure's, stays. */
export const endDue = ({ inquiryId, dueAtMs }: { inquiryId: InquiryId; dueAtMs: EpochMs }) =>
  DueWork.inTransaction()
    .delete({ inquiryId })
    .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
    .commit();

/** Postpones the next check of a live inquiry; does nothing when its work is done meanwhile. */
export async function postponeDue(
  due: { inquiryId: InquiryId; dueAtMs: EpochMs },
  nextDueAtMs: EpochMs,
): Promise<'postponed' | 'changed'> {
  const { inquiryId, dueAtMs } = due;
  const written = await ifCondition(() =>
    DueWork()
      .patch({ inquiryId })
      .set({ shard: shardOf(inquiryId), dueAtMs: nextDueAtMs })
      .composite({ inquiryId })
      .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
      .go(),
  );
  return written === null ? 'changed' : 'postponed';
}
