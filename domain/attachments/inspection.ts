import type { AttachmentType } from '../../schemas/inquiry.ts';

/** Limits of one attachment. */
export interface AttachmentLimits {
  readonly pdfPages: number;
  readonly imagePixels: number;
}

/**
 * Why an attachment is refused: empty; no type we read; another type than declared; damaged or cut
 * off; larger than the limits; needs a password; unfolds to far more than it should; has a structure that no
 * document needs; or takes more time or memory than an inspection has.
 */
export type RefusalReason =
  | 'empty'
  | 'type_unknown'
  | 'type_mismatch'
  | 'damaged'
  | 'too_many_pixels'
  | 'too_many_pages'
  | 'encrypted'
  | 'inflates_too_far'
  | 'too_complex'
  | 'beyond_limits';

export interface AcceptedAttachment {
  readonly kind: 'ok';
  readonly contentType: AttachmentType;
  /** 1 for an image. */
  readonly pages: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
}

export interface RefusedAttachment {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** For the sender: the finding and what is allowed; none of the content. */
  readonly message: string;
}

export type AttachmentInspection = AcceptedAttachment | RefusedAttachment;

export const refused = (reason: RefusalReason, message: string): RefusedAttachment => ({
  kind: 'refused',
  reason,
  message,
});

/** Null when an image of this size is accepted. */
export function refusePixels(
  size: { widthPx: number; heightPx: number },
  limits: AttachmentLimits,
): RefusedAttachment | null {
  const { widthPx, heightPx } = size;
  if (widthPx * heightPx <= limits.imagePixels) return null;
  return refused('too_many_pixels', `has ${widthPx} × ${heightPx} pixels; at most ${limits.imagePixels} are allowed`);
}
