import { createHash } from 'node:crypto';
import type { CompanyId, UploadId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { readObject } from '../../documents/read-object.ts';
import { findUpload, type UploadItem } from '../../entities/upload.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { uploadObjectKey } from './upload-objects.ts';

/** An upload with its file, or why there is none, for the sender. */
export type ReadUpload =
  | { readonly kind: 'found'; readonly upload: UploadItem; readonly content: Uint8Array }
  | { readonly kind: 'refused'; readonly message: string };

interface Asker {
  readonly companyId: CompanyId;
  readonly mode: Mode;
  readonly nowMs: EpochMs;
}

/** Fetches the file of an upload that no inquiry has taken, if it is what was announced. */
export async function readUpload(uploadId: UploadId, { companyId, mode, nowMs }: Asker): Promise<ReadUpload> {
  const upload = await findUpload(companyId, uploadId);
  if (upload === null || (upload.mode ?? mode) !== mode) return refused('is no upload of yours');
  if (upload.expiresAt * 1000 <= nowMs) return refused('has expired; upload the file again');
  if (upload.state === 'used') return refused(used);
  const content = await readIfThere(uploadObjectKey(upload));
  if (content === null) return refused('is not uploaded yet: POST its file to the form first');
  if (content.length !== upload.bytes) return refused(`has ${content.length} bytes; ${upload.bytes} were announced`);
  const sha256 = createHash('sha256').update(content).digest('base64');
  if (sha256 !== upload.sha256) return refused('is another file than was announced: its SHA-256 differs');
  return { kind: 'found', upload, content };
}

/** The problem to answer with when another inquiry has taken an upload; "try again" while that one is being stored. */
export async function uploadsTaken(uploadIds: readonly UploadId[], companyId: CompanyId): Promise<ProblemError> {
  const uploads = await Promise.all(uploadIds.map((uploadId) => findUpload(companyId, uploadId)));
  const errors = uploads.flatMap((upload, index) =>
    upload?.state === 'open' ? [] : [{ path: `uploadIds[${index}]`, message: used }],
  );
  if (errors.length === 0) return new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  const detail = `Invalid: ${errors.map(({ path }) => path).join(', ')}`;
  return new ProblemError('validation_failed', { detail, errors });
}

const used = 'belongs to another inquiry; upload the file again';

const refused = (message: string): ReadUpload => ({ kind: 'refused', message });

/** An object that is not there is an upload whose form was not used. */
async function readIfThere(objectKey: string): Promise<Uint8Array | null> {
  try {
    return await readObject(objectKey);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return null;
    throw error;
  }
}
