/** The bytes are no image that can be decoded, or one beyond the pixel limit. */
export class UnreadableImageError extends Error {
  override readonly name = 'UnreadableImageError';
}

/** The reader died, took too long or was closed; the same image may succeed later. */
export class OcrFailedError extends Error {
  override readonly name = 'OcrFailedError';
}
