/** `latin` is what Amazon Textract reads; `korean` reads Hangul and Latin letters together. */
export type OcrScript = 'latin' | 'korean';

/** Pixels of the image as it was given, origin at the top left. */
export interface OcrBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface OcrWord {
  readonly text: string;
  /** 0–100. */
  readonly confidence: number;
  readonly box: OcrBox;
}

export interface OcrLine extends OcrWord {
  readonly words: readonly OcrWord[];
}

export interface OcrResult {
  readonly lines: readonly OcrLine[];
  readonly widthPx: number;
  readonly heightPx: number;
}
