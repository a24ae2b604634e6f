/**
 * Customer sentences of our own, put together from parts. Reviews and comments hold no plain questions and few
 * complaints about an order: a model trained on them alone calls half of all plain questions negative.
 */
export interface PhraseParts {
  readonly subjects: readonly string[];
  readonly questions: readonly string[];
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  readonly praises: readonly string[];
  readonly openings: readonly string[];
  readonly closings: readonly string[];
}
