import { encodeTime } from 'ulid';
import { InquiryId } from '../../schemas/ids.ts';
import type { Urgency } from '../../schemas/inquiry.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { InquiryStatus } from '../../schemas/status.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findExternalReference } from './external-reference.ts';
import { findInquiry, Inquiry, type InquiryItem } from './inquiry.ts';
import { readMatching } from './read-range.ts';
import { byKeysAlone, withAwsErrors } from './store.ts';
import type { Tenant } from './tenant.ts';

// A ULID is 48 bits of milliseconds in 10 characters, then 16 random characters.
const timeCharacters = 10;
const randomCharacters = 16;

const idAt = (atMs: number, filler: string): InquiryId =>
  InquiryId.parse(encodeTime(atMs, timeCharacters).toLowerCase() + filler.repeat(randomCharacters));

/** The lowest id of a millisecond. */
export const firstIdAt = (atMs: number): InquiryId => idAt(atMs, '0');

/** The highest id of a millisecond. */
export const lastIdAt = (atMs: number): InquiryId => idAt(atMs, 'z');

/** All given conditions must hold. Erased inquiries appear only when their status is requested. */
export interface InquiryFilter {
  readonly status?: InquiryStatus | undefined;
  readonly urgency?: Urgency | undefined;
  readonly category?: string | undefined;
  /** From this millisecond on. */
  readonly createdFromMs?: EpochMs | undefined;
  /** Until the millisecond before this one. */
  readonly createdBeforeMs?: EpochMs | undefined;
}

export interface InquiryPage {
  readonly items: readonly InquiryItem[];
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before returning it. */
  readonly cursor: string | null;
}

/** A company's inquiries of one mode, newest first. Ids contain the creation time, so a time span is a key range. */
export async function listInquiries(
  { companyId, mode }: Tenant,
  options: { filter: InquiryFilter; limit: number; cursor?: string },
): Promise<InquiryPage> {
  const { filter, limit, cursor } = options;
  const span = spanOf(filter);
  if (span === null) return { items: [], cursor: null };
  const { status, urgency, category } = filter;
  const query = Inquiry()
    .query.byCompany({ companyId, mode })
    .between({ inquiryId: span.first }, { inquiryId: span.last })
    .where((attribute, { eq, ne }) =>
      [
        status === undefined ? ne(attribute.status, 'erased') : eq(attribute.status, status),
        ...(urgency === undefined ? [] : [eq(attribute.urgency, urgency)]),
        ...(category === undefined ? [] : [eq(attribute.category, category)]),
      ].join(' AND '),
    );
  return readMatching((page) => withAwsErrors(() => query.go({ ...byKeysAlone, order: 'desc', ...page })), {
    limit,
    cursor,
  });
}

/** The one inquiry with this `externalId`, read consistently, when it fits the filter; else none. */
export async function findByExternalId(
  tenant: Tenant,
  externalId: string,
  filter: InquiryFilter,
): Promise<readonly InquiryItem[]> {
  const inquiryId = await findExternalReference(tenant, externalId);
  const inquiry = inquiryId === null ? null : await findInquiry(inquiryId);
  const isOwn = inquiry?.companyId === tenant.companyId && modeOf(inquiry) === tenant.mode;
  return isOwn && fits(inquiry, filter) ? [inquiry] : [];
}

function fits(inquiry: InquiryItem, filter: InquiryFilter): boolean {
  const { status, urgency, category } = filter;
  const span = spanOf(filter);
  return (
    (status === undefined ? inquiry.status !== 'erased' : inquiry.status === status) &&
    (urgency === undefined || inquiry.urgency === urgency) &&
    (category === undefined || inquiry.category === category) &&
    span !== null &&
    span.first <= inquiry.inquiryId &&
    inquiry.inquiryId <= span.last
  );
}

// The latest time in a ULID.
const latestMs = 2 ** 48 - 1;

/** The ids of the filter's time; null when it is empty. */
function spanOf({ createdFromMs, createdBeforeMs }: InquiryFilter): { first: InquiryId; last: InquiryId } | null {
  const firstMs: number = createdFromMs ?? 0;
  const lastMs = createdBeforeMs === undefined ? latestMs : createdBeforeMs - 1;
  if (firstMs > lastMs) return null;
  return { first: firstIdAt(firstMs), last: lastIdAt(lastMs) };
}

/**
 * Resolved inquiries that have not changed since `sinceMs`, oldest first, at most `most`. Later ones cannot be
 * among them. Fewer than `most`, or none, are no end while there is a cursor.
 */
export async function listUnchanged(
  { companyId, mode }: Tenant,
  { sinceMs, most, cursor }: { sinceMs: EpochMs; most: number; cursor?: string | undefined },
): Promise<{ readonly inquiryIds: readonly InquiryId[]; readonly cursor: string | null }> {
  const query = Inquiry()
    .query.byCompany({ companyId, mode })
    .between({ inquiryId: firstIdAt(0) }, { inquiryId: lastIdAt(sinceMs) })
    .where(
      (attribute, { eq, lte }) => `${eq(attribute.status, 'resolved')} AND ${lte(attribute.updatedAtMs, sinceMs)}`,
    );
  const page = await readMatching((part) => withAwsErrors(() => query.go({ ...byKeysAlone, ...part })), {
    limit: most,
    cursor,
  });
  return { inquiryIds: page.items.map(({ inquiryId }) => inquiryId), cursor: page.cursor };
}
