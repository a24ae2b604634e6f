import type { Problem } from '../schemas/api/problem.ts';
import type { ProblemCode } from '../schemas/errors.ts';

/** The codes of this version's catalogue; a newer service may send others. */
export type ApiProblemCode = ProblemCode | (string & Record<never, never>);

/** An answer other than success: the problem document, or one made from the status when there is none. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  /** The contract; `no_problem_document` when something between client and service answered. */
  readonly code: ApiProblemCode;
  readonly detail: string;
  /** For `validation_failed`: the paths at fault, such as `attachments[0].data`. */
  readonly errors: NonNullable<Problem['errors']>;
  /** The request id that support needs. */
  readonly requestId: string | undefined;
  /** From `Retry-After`; undefined when the service named no time. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem | { readonly status: number }, retryAfterSeconds?: number) {
    const code = 'code' in problem ? problem.code : 'no_problem_document';
    const detail = 'code' in problem ? problem.detail : 'The answer carried no problem document';
    super(`${problem.status} ${code}: ${detail}`);
    this.status = problem.status;
    this.code = code;
    this.detail = detail;
    this.errors = 'code' in problem ? (problem.errors ?? []) : [];
    this.requestId = 'code' in problem ? problem.requestId : undefined;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No try got an answer: refused, broken off or timed out; `cause` is the last try's. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
}

/** A success with a body that this version of the client does not know. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** The inquiry had no answer in time; it continues, and a later wait may find the answer. */
export class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout';
}

/** The storage refused a file; `code` is its error, such as `EntityTooLarge` or, after 15 minutes, `AccessDenied`. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  readonly status: number;
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined) {
    super(`The file was not taken: ${status} ${code ?? 'without a reason'}`);
    this.status = status;
    this.code = code;
  }
}
