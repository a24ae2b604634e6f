import { GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { parseKnowledgeIndex } from '../../domain/retrieval/knowledge-index.ts';
import { type PreparedIndex, prepareIndex } from '../../domain/retrieval/prepared-index.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';

/** How long a warm process uses its copy before it asks S3 for a newer one. */
const freshMs = 5_000;

/** Indexes that a warm process holds; the least recently used is dropped first. */
const heldIndexes = 20;

interface LoadedIndex {
  readonly index: PreparedIndex;
  readonly etag: string;
}

interface Held extends LoadedIndex {
  readonly checkedAtMs: EpochMs;
}

const held = new Map<CompanyId, Held>();

/** A company's knowledge index; null when it has none yet. Kept in the process, revalidated by ETag. */
export async function loadIndex(companyId: CompanyId, nowMs: EpochMs): Promise<LoadedIndex | null> {
  const known = held.get(companyId);
  if (known !== undefined && Math.abs(nowMs - known.checkedAtMs) < freshMs) return known;
  const fetched = await fetchIndex(companyId, known?.etag);
  switch (fetched.kind) {
    case 'none':
      return null;
    case 'unchanged':
      return known === undefined ? null : keep(companyId, { ...known, checkedAtMs: nowMs });
    case 'changed':
      return keep(companyId, {
        index: prepareIndex(parseKnowledgeIndex(fetched.json)),
        etag: fetched.etag,
        checkedAtMs: nowMs,
      });
    default:
      return fetched satisfies never;
  }
}

function keep(companyId: CompanyId, loaded: Held): LoadedIndex {
  held.delete(companyId);
  held.set(companyId, loaded);
  const oldest = held.keys().next();
  if (held.size > heldIndexes && oldest.done !== true) held.delete(oldest.value);
  return loaded;
}

type Fetched =
  | { readonly kind: 'none' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly json: unknown; readonly etag: string };

async function fetchIndex(companyId: CompanyId, knownEtag: string | undefined): Promise<Fetched> {
  try {
    const { Body, ETag = '' } = await s3Client().send(
      new GetObjectCommand({
        Bucket: config().bucketName,
        Key: indexKeyOf(companyId),
        ...(knownEtag !== undefined && { IfNoneMatch: knownEtag }),
      }),
    );
    const json: unknown = JSON.parse((await Body?.transformToString()) ?? 'null');
    return { kind: 'changed', json, etag: ETag };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'NoSuchKey') return { kind: 'none' };
    // A 304 has no body, and without one the SDK names the error `Unknown`.
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 304) return { kind: 'unchanged' };
    throw error;
  }
}

/** The object key of a company's knowledge index. */
export const indexKeyOf = (companyId: CompanyId): string => `companies/${companyId}/knowledge/index.json`;
