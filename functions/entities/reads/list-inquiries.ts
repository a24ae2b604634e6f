import type { InquiryId } from '../../../schemas/ids.ts';
import type { Urgency } from '../../../schemas/inquiry.ts';
import { modeOf } from '../../../schemas/mode.ts';
import type { InquiryStatus } from '../../../schemas/status.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { Inquiry, type InquiryItem } from '../models/inquiry.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { findExternalReference } from './find-external-reference.ts';
import { findInquiry } from './find-inquiry.ts';
import { firstIdAt, lastIdAt } from './id-at.ts';
import { readMatching } from './read-matching.ts';

/** Every condition that is given must hold. Erased inquiries are shown only when asked for by their status. */
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
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before it is handed out. */
  readonly cursor: string | null;
}

/** A company's inquiries of one mode, newest first. The time of creation is in the ids, so that a span of it is a span of keys. */
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

// What the time in a ULID can be at most.
const latestMs = 2 ** 48 - 1;

/** The ids that can have been made in the filter's time; null when that is no time at all. */
function spanOf({ createdFromMs, createdBeforeMs }: InquiryFilter): { first: InquiryId; last: InquiryId } | null {
  const firstMs: number = createdFromMs ?? 0;
  const lastMs = createdBeforeMs === undefined ? latestMs : createdBeforeMs - 1;
  if (firstMs > lastMs) return null;
  return { first: firstIdAt(firstMs), last: lastIdAt(lastMs) };
}
