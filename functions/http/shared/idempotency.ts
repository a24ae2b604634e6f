import { createHash } from 'node:crypto';
import type { OperationId } from '../../../schemas/api/routes.ts';
import { type CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findIdempotencyRecord } from '../../entities/idempotency.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** The stored form of an Idempotency-Key: hashes, since clients choose the key and the body is large. */
export interface IdempotencyKey {
  readonly keyHash: string;
  readonly bodyHash: string;
}

const printableAscii = /^[\x20-\x7e]{1,255}$/;

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

interface KeyedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Of the caller's key: a key of one mode never replays the other's requests. */
  readonly mode: Mode;
  readonly part?: number;
}

/** The key of a request or of one `part`; undefined when absent. @throws ProblemError bad_request */
export function readIdempotencyKey(
  operation: OperationId,
  { headers, bytes, mode, part }: KeyedRequest,
): IdempotencyKey | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (!printableAscii.test(key)) {
    const detail = `Idempotency-Key has ${key.length} characters; 1–255 of printable ASCII are allowed`;
    throw new ProblemError('bad_request', { detail });
  }
  const space = mode === 'test' ? `test|${operation}` : operation;
  return { keyHash: sha256(`${space}|${part === undefined ? '' : `${part}|`}${key}`), bodyHash: sha256(bytes) };
}

interface Keyed {
  readonly companyId: CompanyId;
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
}

/** Id of an earlier same request's resource; null for a new one. @throws ProblemError idempotency_mismatch */
export async function replayedResource({ companyId, idempotency, nowMs }: Keyed): Promise<string | null> {
  if (idempotency === undefined) return null;
  const { keyHash, bodyHash } = idempotency;
  const record = await findIdempotencyRecord({ companyId, keyHash }, nowMs);
  if (record === null) return null;
  if (record.bodyHash !== bodyHash) throw new ProblemError('idempotency_mismatch');
  return record.resourceId;
}

/** After another request took the key: its resource, or a retry. @throws ProblemError */
export async function replayedResourceOrRefuse(keyed: Keyed): Promise<string> {
  const resourceId = await replayedResource(keyed);
  if (resourceId !== null) return resourceId;
  throw new ProblemError('idempotency_in_progress', { headers: { 'retry-after': '1' } });
}

/** The inquiry of an earlier same request; null for a new one. @throws ProblemError idempotency_mismatch */
export async function replayedInquiry(keyed: Keyed): Promise<InquiryId | null> {
  const resourceId = await replayedResource(keyed);
  return resourceId === null ? null : InquiryId.parse(resourceId);
}

/** After another request took the key: its inquiry, or a retry. @throws ProblemError */
export const replayOrRefuse = async (keyed: Keyed): Promise<InquiryId> =>
  InquiryId.parse(await replayedResourceOrRefuse(keyed));

interface Making<T> {
  /** Creates it in one transaction with its idempotency record. */
  make(): Promise<T | 'key_taken'>;
  /** The resource of an earlier request; null when it has been removed since. */
  find(resourceId: string): Promise<T | null>;
}

/**
 * Performs a creating request, or finds the current resource of an earlier same request.
 * @throws ProblemError idempotency_mismatch, idempotency_in_progress, not_found
 */
export async function makeOnce<T extends object>(
  keyed: Keyed,
  { make, find }: Making<T>,
): Promise<{ readonly made: T; readonly headers: Readonly<Record<string, string>> }> {
  const earlier = await replayedResource(keyed);
  const made = earlier === null ? await make() : 'key_taken';
  if (made !== 'key_taken') return { made, headers: {} };
  const known = await find(earlier ?? (await replayedResourceOrRefuse(keyed)));
  if (known === null) {
    throw new ProblemError('not_found', { detail: 'What the first request with this key made has been removed since' });
  }
  return { made: known, headers: { 'idempotency-replayed': 'true' } };
}
