import { type ProblemCode, problemTable } from '../../schemas/errors.ts';
import type { InquiryId } from '../../schemas/ids.ts';
import type { Html } from '../html.ts';

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

interface ProblemOptions {
  /** For people: the fault and what is allowed. The title of the code when absent. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** The conflicting inquiry. */
  readonly inquiryId?: InquiryId;
  readonly headers?: Readonly<Record<string, string>>;
  /** Shown to a browser instead of the general page. */
  readonly page?: Html;
  readonly cause?: unknown;
}

/** An answer other than success, thrown from anywhere below a route; the caller sees its code, detail and paths. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly inquiryId: InquiryId | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly page: Html | undefined;

  constructor(code: ProblemCode, { detail, errors, inquiryId, headers = {}, page, cause }: ProblemOptions = {}) {
    super(detail ?? problemTable[code].title, { cause });
    this.code = code;
    this.errors = errors;
    this.inquiryId = inquiryId;
    this.headers = headers;
    this.page = page;
  }
}
