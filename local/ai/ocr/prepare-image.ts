import sharp from 'sharp';
import { inlineLimits } from '../../../schemas/api/limits.ts';
import { UnreadableImageError } from './ocr-errors.ts';

export interface PreparedImage {
  /** PNG in grey, cleaned and enlarged for reading. */
  readonly clean: Buffer;
  /** PNG at the same scale without the clean-up: the last attempt on a poor image. */
  readonly plain: Buffer;
  /** Pixels of the prepared images for one pixel of the original. */
  readonly scale: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The limit of intake; a small file that unpacks to more is refused by its header alone. */
const MAX_INPUT_PIXELS = inlineLimits.imagePixels;
/** For one step over the image; native code cannot be ended otherwise. */
const STEP_SECONDS = 20;
/** Enough for an A4 page at 300 dpi; more costs seconds and memory without better text. */
export const MAX_READ_PIXELS = 9_000_000;
const SMALL_WIDTH_PX = 1_100;
const ENLARGED_WIDTH_PX = 1_500;
/** An enlargement beyond this makes letters of a tiny image no clearer. */
const MAX_ENLARGEMENT = 3;
/**
 * Share of pixels (of 255 greys) that differ from the median of their neighbours; clean print stays below half of it.
 */
const SPECKLED_SHARE = 0.04;
const SPECKLE_STEP = 20;
/** In a narrower image the strokes themselves are one pixel wide and a median would wipe them out. */
const MIN_MEDIAN_WIDTH_PX = 700;

/** Turns the image upright, grey and large enough to read. Throws `UnreadableImageError`. */
export async function prepareImage(image: Uint8Array): Promise<PreparedImage> {
  try {
    const { autoOrient } = await sharp(image, { limitInputPixels: MAX_INPUT_PIXELS }).metadata();
    const { width: widthPx, height: heightPx } = autoOrient;
    const scale = readingScale(widthPx, heightPx);
    const upright = await sharp(image, { limitInputPixels: MAX_INPUT_PIXELS })
      .timeout({ seconds: STEP_SECONDS })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .greyscale()
      .resize({ width: Math.max(1, Math.round(widthPx * Math.min(1, scale))) })
      .png({ compressionLevel: 1 })
      .toBuffer();
    // The median comes before any enlargement, which would grow a speckle beyond its 3 × 3 window.
    const cleaned =
      widthPx >= MIN_MEDIAN_WIDTH_PX && (await isSpeckled(upright))
        ? await sharp(upright).timeout({ seconds: STEP_SECONDS }).median(3).png().toBuffer()
        : upright;
    const plain = await enlarge(upright, scale);
    const clean = cleaned === upright ? plain : await enlarge(cleaned, scale);
    return { clean, plain, scale, widthPx, heightPx };
  } catch (cause) {
    throw new UnreadableImageError(
      `the bytes cannot be decoded as an image within ${MAX_INPUT_PIXELS} pixels and ${STEP_SECONDS} s`,
      { cause },
    );
  }
}

function readingScale(widthPx: number, heightPx: number): number {
  const enlargement = widthPx < SMALL_WIDTH_PX ? Math.min(MAX_ENLARGEMENT, ENLARGED_WIDTH_PX / widthPx) : 1;
  return Math.min(enlargement, Math.sqrt(MAX_READ_PIXELS / (widthPx * heightPx)));
}

async function enlarge(png: Buffer, scale: number): Promise<Buffer> {
  if (scale <= 1) return png;
  const { width } = await sharp(png).metadata();
  return sharp(png)
    .resize({ width: Math.round(width * scale), kernel: 'cubic' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

async function isSpeckled(png: Buffer): Promise<boolean> {
  const original = await sharp(png).greyscale().raw().toBuffer();
  const smooth = await sharp(png).greyscale().median(3).raw().toBuffer();
  let far = 0;
  for (let index = 0; index < original.length; index += 1) {
    if (Math.abs((original[index] ?? 0) - (smooth[index] ?? 0)) > SPECKLE_STEP) far += 1;
  }
  return far / original.length > SPECKLED_SHARE;
}
