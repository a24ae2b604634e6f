import { isPastRetention, retentionCutoffMs } from '../../../domain/privacy/retention.ts';
import { InquiryStatus } from '../../../schemas/status.ts';
import { epochMs } from '../../../schemas/units.ts';

const dayMs = 86_400_000;
const nowMs = epochMs(Date.UTC(2026, 0, 31));
const changed = (daysAgo: number) => epochMs(nowMs - daysAgo * dayMs);
const month = { retentionDays: 30, nowMs };

test('a resolved inquiry is past its time once its last change is that many days ago, and not a moment before', () => {
  expect(isPastRetention({ status: 'resolved', updatedAtMs: changed(30) }, month)).toBe(true);
  expect(isPastRetention({ status: 'resolved', updatedAtMs: epochMs(changed(30) + 1) }, month)).toBe(false);
});

test.each(InquiryStatus.options.filter((status) => status !== 'resolved'))('what is %s is kept', (status) => {
  expect(isPastRetention({ status, updatedAtMs: changed(400) }, month)).toBe(false);
});

test('a time before the clock began cuts nothing off', () => {
  expect(retentionCutoffMs(epochMs(dayMs), 3)).toBeNull();
  expect(
    isPastRetention({ status: 'resolved', updatedAtMs: epochMs(0) }, { retentionDays: 3, nowMs: epochMs(dayMs) }),
  ).toBe(false);
});
