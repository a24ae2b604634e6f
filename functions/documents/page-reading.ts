/** Text that a reader found on one page. */
export interface ReadText {
  readonly text: string;
  /** Mean word confidence 0–100. */
  readonly confidence: number;
  readonly unsureWords: readonly string[];
}

/** A page read by a model. */
export interface ModelReading extends ReadText {
  /** US dollars; absent when the model's price is not known. */
  readonly modelCostUsd?: number;
}

/** Below this a word is marked as unsure for staff, and the other reader reads the page again. */
export const trustedConfidence = 70;

/** Mean of the confidences, 0 for none. */
export const meanConfidence = (confidences: readonly number[]): number =>
  confidences.length === 0 ? 0 : confidences.reduce((sum, value) => sum + value, 0) / confidences.length;
