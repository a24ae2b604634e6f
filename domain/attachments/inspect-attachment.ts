import type { AttachmentType } from '../../schemas/inquiry.ts';
import { type AttachmentInspection, type AttachmentLimits, refused } from './inspection.ts';
import { inspectJpeg, jpegSignature } from './jpeg.ts';
import { inspectPdf, pdfHeaderOffset } from './pdf.ts';
import { inspectPng, pngSignature } from './png.ts';

/**
 * Checks by content, never by name, that an attachment has its declared type, is whole, and is within the limits.
 * Nothing is decoded further than that needs. Never throws.
 */
export async function inspectAttachment(
  bytes: Uint8Array,
  declared: AttachmentType,
  limits: AttachmentLimits,
): Promise<AttachmentInspection> {
  if (bytes.length === 0) return refused('empty', 'is empty');
  const found = typeOfContent(bytes);
  if (found === null) return refused('type_unknown', 'is neither a PNG or JPEG image nor a PDF document');
  if (found !== declared) return refused('type_mismatch', `is declared as ${declared} but its content is ${found}`);
  switch (found) {
    case 'image/png':
      return inspectPng(bytes, limits);
    case 'image/jpeg':
      return inspectJpeg(bytes, limits);
    case 'application/pdf':
      return inspectPdf(bytes, limits);
    default:
      return found satisfies never;
  }
}

/** The type by the first bytes; null for types that are not accepted. */
export function typeOfContent(bytes: Uint8Array): AttachmentType | null {
  const startsWith = (signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (startsWith(pngSignature)) return 'image/png';
  if (startsWith(jpegSignature)) return 'image/jpeg';
  return pdfHeaderOffset(bytes) === null ? null : 'application/pdf';
}
