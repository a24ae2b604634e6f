import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import { checkSize } from './request.ts';

const MAX_TEXTS = 25;
const requestSchema = z.object({ TextList: z.array(z.string()) });

/** The batch form of a detection: results and errors by index; one text too long does not spoil the others. */
export function batchOf(
  input: Readonly<Record<string, unknown>>,
  { maxBytes, detect }: { readonly maxBytes: number; readonly detect: (text: string) => object },
): object {
  const request = requestSchema.safeParse(input);
  if (!request.success || request.data.TextList.length === 0) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'textList' failed to satisfy constraint: Member must be a list of 1 to 25 strings",
    );
  }
  const texts = request.data.TextList;
  if (texts.length > MAX_TEXTS) {
    throw new AwsError(
      'BatchSizeLimitExceededException',
      `Batch size exceeds limit. Max number of documents allowed is ${MAX_TEXTS} while in this request the number is ${texts.length}`,
    );
  }
  const outcomes = texts.map((text, index) => detectOne(text, { index, maxBytes, detect }));
  return {
    ResultList: outcomes.flatMap((outcome) => (outcome.kind === 'result' ? [outcome.entry] : [])),
    ErrorList: outcomes.flatMap((outcome) => (outcome.kind === 'error' ? [outcome.entry] : [])),
  };
}

function detectOne(
  text: string,
  { index, maxBytes, detect }: { index: number; maxBytes: number; detect: (text: string) => object },
): { kind: 'result' | 'error'; entry: object } {
  try {
    return { kind: 'result', entry: { Index: index, ...detect(checkSize(text, maxBytes)) } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const code = error.name === 'TextSizeLimitExceededException' ? 'TEXT_SIZE_LIMIT_EXCEEDED' : 'INVALID_REQUEST';
    return { kind: 'error', entry: { Index: index, ErrorCode: code, ErrorMessage: error.message } };
  }
}
