import type { EntityItem } from 'electrodb';
import { type Day, dayOf } from '../../domain/usage/days.ts';
import type { UsageFacts, UsageSums } from '../../domain/usage/sum-usage.ts';
import type { CompanyId, InquiryId, Run } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { padding, type } from './attribute-types.ts';
import { byKeysAlone, entityOf, ifCondition, withAwsErrors } from './store.ts';

/** One run's usage until its outcome, written in the transaction of that outcome, and so as exact. */
export const UsageEntry = entityOf({
  model: { entity: 'usageEntry', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** In UTC, `YYYY-MM-DD`. */
    day: { type: 'string', required: true, readOnly: true },
    atMs: { type: type.epochMs, required: true, readOnly: true, padding: padding.epochMs },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    isFirst: { type: 'boolean', required: true },
    outcome: { type: ['answered', 'escalated'] as const, required: true },
    promptTokens: { type: 'number', required: true },
    completionTokens: { type: 'number', required: true },
    modelCostUsd: { type: 'number', required: true },
    pagesRead: { type: 'number', required: true },
    comprehendUnits: { type: 'number', required: true },
    /** Epoch seconds; by then its day has been summed. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    entry: {
      pk: { field: 'pk', composite: ['companyId', 'day'] },
      sk: { field: 'sk', composite: ['atMs', 'inquiryId', 'run'] },
    },
  },
});
export type UsageEntryItem = EntityItem<ReturnType<typeof UsageEntry>>;

/** The sums of a finished day. */
export const UsageDay = entityOf({
  model: { entity: 'usageDay', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** In UTC, `YYYY-MM-DD`. */
    day: { type: 'string', required: true, readOnly: true },
    sums: { type: type.usageSums, required: true },
    /** Epoch seconds. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    day: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['day'] },
    },
  },
});

/** The entries of one day from `fromMs` on, oldest first, read consistently. */
export async function listUsageEntries(
  key: { companyId: CompanyId; day: Day },
  fromMs?: EpochMs,
): Promise<readonly UsageEntryItem[]> {
  const query = UsageEntry().query.entry(key);
  const { data } = await withAwsErrors(() =>
    (fromMs === undefined ? query : query.gte({ atMs: fromMs })).go({ ...byKeysAlone, pages: 'all', consistent: true }),
  );
  return data;
}

/** The days from `from` to `to`, both included, that have been summed. */
export async function listUsageDays(
  companyId: CompanyId,
  { from, to }: { from: Day; to: Day },
): Promise<ReadonlyMap<Day, UsageSums>> {
  const { data } = await withAwsErrors(() =>
    UsageDay()
      .query.day({ companyId })
      .between({ day: from }, { day: to })
      .go({ ...byKeysAlone, pages: 'all' }),
  );
  return new Map(data.map(({ day, sums }) => [day, sums]));
}

const entryKeptSeconds = 40 * 86_400;
const dayKeptSeconds = 400 * 86_400;

export interface NewUsage extends UsageFacts {
  readonly companyId: CompanyId;
  readonly inquiryId: InquiryId;
  readonly run: Run;
  readonly atMs: EpochMs;
}

/** Part of the transaction of a run's outcome; nothing for test inquiries. */
export const usageItems = (usage: NewUsage | null) =>
  usage === null
    ? []
    : [
        UsageEntry.inTransaction()
          .create({ ...usage, day: dayOf(usage.atMs), expiresAt: Math.ceil(usage.atMs / 1_000) + entryKeptSeconds })
          .commit(),
      ];

/** Stores the sums of a finished day, once: the first sums stay. */
export async function keepUsageDay(
  { companyId, day }: { companyId: CompanyId; day: string },
  { sums, nowMs }: { sums: UsageSums; nowMs: EpochMs },
): Promise<void> {
  const expiresAt = Math.ceil(nowMs / 1_000) + dayKeptSeconds;
  await ifCondition(() => UsageDay().create({ companyId, day, sums, expiresAt }).go());
}
