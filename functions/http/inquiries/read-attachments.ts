import type { AttachmentInspection, RefusedAttachment } from '../../../domain/attachments/inspection.ts';
import { planLimits } from '../../../domain/plans.ts';
import { inlineLimits } from '../../../schemas/api/limits.ts';
import type { SubmitInquiryRequest } from '../../../schemas/api/submissions.ts';
import type { Plan } from '../../../schemas/company.ts';
import type { CompanyId, UploadId } from '../../../schemas/ids.ts';
import type { AttachmentType } from '../../../schemas/inquiry.ts';
import type { Mode } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { inspectFile } from '../../documents/inspect-file.ts';
import { type FieldError, ProblemError } from '../../middleware/problem-error.ts';
import { planOf, readUpload } from '../uploads/uploads.ts';

/** An inspected attachment that may be stored. */
export interface SoundAttachment {
  readonly filename: string;
  readonly contentType: AttachmentType;
  readonly pages: number;
  readonly content: Uint8Array;
}

interface Files extends Pick<SubmitInquiryRequest, 'attachments' | 'uploadIds'> {
  readonly companyId: CompanyId;
  readonly mode: Mode;
  readonly nowMs: EpochMs;
}

/** The path of a file in the request, and its finding. */
type Found = FieldError | (Omit<SoundAttachment, 'pages'> & { readonly path: string });

/**
 * Fetches and inspects the files of a request, inline ones before uploads. @throws ProblemError payload_too_large,
 * validation_failed with each file at fault
 */
export async function readAttachments(files: Files): Promise<readonly SoundAttachment[]> {
  const { attachments = [], uploadIds = [], companyId, nowMs } = files;
  if (attachments.length + uploadIds.length === 0) return [];
  const plan = await planOf(companyId, nowMs);
  refuseTooMany(attachments.length + uploadIds.length, plan);
  const inline = decode(attachments);
  const uploaded = await Promise.all(uploadIds.map((uploadId, index) => fetchUpload(uploadId, { ...files, index })));
  const sound: SoundAttachment[] = [];
  const errors: FieldError[] = [];
  for (const found of [...inline, ...uploaded]) {
    if ('message' in found) {
      errors.push(found);
      continue;
    }
    const { path, filename, contentType, content } = found;
    const inspection = await inspect(found, plan);
    if (inspection.kind === 'ok') sound.push({ filename, contentType, content, pages: inspection.pages });
    else errors.push({ path, message: messageOf(inspection, plan) });
    // The request's time is used up, or another such file would use it up.
    if (inspection.kind === 'refused' && inspection.reason === 'beyond_limits') break;
  }
  if (errors.length === 0) return sound;
  throw new ProblemError('validation_failed', {
    detail: `Invalid: ${errors.map(({ path }) => path).join(', ')}`,
    errors,
  });
}

function refuseTooMany(count: number, plan: Plan): void {
  const { attachments } = planLimits(plan);
  if (count <= attachments) return;
  const message = `${count} files with the attachments; at most ${attachments} are allowed on plan ${plan}`;
  throw new ProblemError('validation_failed', {
    detail: 'Invalid: uploadIds',
    errors: [{ path: 'uploadIds', message }],
  });
}

function decode(attachments: NonNullable<SubmitInquiryRequest['attachments']>): readonly Found[] {
  const decoded = attachments.map(({ data, filename, contentType }, index) => {
    return { path: `attachments[${index}].data`, filename, contentType, content: Buffer.from(data, 'base64') };
  });
  const bytes = decoded.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes <= inlineLimits.attachmentBytes) return decoded;
  const detail = `The attachments have ${bytes} bytes; at most ${inlineLimits.attachmentBytes} are allowed`;
  throw new ProblemError('payload_too_large', { detail });
}

async function fetchUpload(
  uploadId: UploadId,
  { index, companyId, mode, nowMs }: { index: number; companyId: CompanyId; mode: Mode; nowMs: EpochMs },
): Promise<Found> {
  const path = `uploadIds[${index}]`;
  const read = await readUpload(uploadId, { companyId, mode, nowMs });
  if (read.kind === 'refused') return { path, message: read.message };
  const { filename, contentType } = read.upload;
  return { path, filename, contentType, content: read.content };
}

function inspect({ contentType, content }: Exclude<Found, FieldError>, plan: Plan): Promise<AttachmentInspection> {
  const { pdfPages } = planLimits(plan);
  const { imagePixels } = inlineLimits;
  return inspectFile({ bytes: content, declared: contentType, limits: { pdfPages, imagePixels } });
}

const messageOf = ({ reason, message }: RefusedAttachment, plan: Plan): string =>
  `${message}${reason === 'too_many_pages' ? ` on plan ${plan}` : ''}`;
