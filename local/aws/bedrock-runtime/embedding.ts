import * as z from 'zod/mini';
import { charNgramHash } from '../../ai/char-ngram-hash.ts';
import { invalid } from './request.ts';
import { estimateTokens } from './tokens.ts';

/** Titan's id is taken as another name, so that a configuration for AWS also runs here. */
const MODEL_IDS: readonly string[] = ['local.char-ngram-hash', 'amazon.titan-embed-text-v2:0'];
const MAX_CHARACTERS = 50_000;

const requestSchema = z.object({
  inputText: z.string().check(z.minLength(1), z.maxLength(MAX_CHARACTERS)),
  dimensions: z.optional(z.union([z.literal(256), z.literal(512), z.literal(1024)])),
  normalize: z.optional(z.boolean()),
});

/** InvokeModel with the body of Titan Text Embeddings V2. Throws ValidationException. */
export function invokeEmbedding(modelId: string, input: unknown): object {
  if (!MODEL_IDS.includes(modelId)) throw invalid('The provided model identifier is invalid.');
  const request = requestSchema.safeParse(input);
  if (!request.success) {
    const issue = request.error.issues[0];
    throw invalid(
      `Malformed input request: #/${issue?.path.join('/')}: ${issue?.message}, please reformat your input and try again.`,
    );
  }
  const { inputText, dimensions = 1024, normalize = true } = request.data;
  return {
    embedding: charNgramHash(inputText, { dimensions, normalize }),
    inputTextTokenCount: estimateTokens(inputText),
  };
}
