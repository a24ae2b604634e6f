import { inspectAttachment } from '../../../domain/attachments/inspect-attachment.ts';
import { inlineLimits, type SubmitInquiryRequest } from '../../../schemas/api/inquiries.ts';
import type { AttachmentType } from '../../../schemas/inquiry.ts';
import { type FieldError, ProblemError } from '../../middleware/problem-error.ts';

/** An attachment that has been looked into and may be stored. */
export interface SoundAttachment {
  readonly filename: string;
  readonly contentType: AttachmentType;
  readonly pages: number;
  readonly content: Uint8Array;
}

/** Decodes and inspects the attachments of a request. @throws ProblemError payload_too_large, validation_failed */
export async function readAttachments(
  inline: SubmitInquiryRequest['attachments'] = [],
): Promise<readonly SoundAttachment[]> {
  const decoded = inline.map(({ data, ...rest }) => ({ ...rest, content: Buffer.from(data, 'base64') }));
  const bytes = decoded.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > inlineLimits.attachmentBytes) {
    const detail = `The attachments have ${bytes} bytes; at most ${inlineLimits.attachmentBytes} are allowed`;
    throw new ProblemError('payload_too_large', { detail });
  }
  const sound: SoundAttachment[] = [];
  const errors: FieldError[] = [];
  for (const [index, { filename, contentType, content }] of decoded.entries()) {
    const inspection = await inspectAttachment(content, contentType, inlineLimits);
    if (inspection.kind === 'ok') sound.push({ filename, contentType, pages: inspection.pages, content });
    else errors.push({ path: `attachments[${index}].data`, message: inspection.message });
  }
  if (errors.length === 0) return sound;
  const detail = `Invalid: ${errors.map(({ path }) => path).join(', ')}`;
  throw new ProblemError('validation_failed', { detail, errors });
}
