import { performance } from 'node:perf_hooks';
import * as z from 'zod/mini';
import { extractAnswer } from '../../ai/answer-model/extractive-answer.ts';
import { readAnswerPrompt } from '../../ai/answer-model/read-prompt.ts';
import { charNgramHash } from '../../ai/feature-hashing.ts';
import { type Ocr, ocrFor } from '../../ai/ocr/ocr.ts';
import { AwsError } from '../aws-error.ts';
import { restJson, type ServiceCall, service } from '../service.ts';
import {
  type ConverseRequest,
  estimateTokens,
  forcedToolOf,
  invalid,
  type ModelAnswer,
  parseConverse,
  textOf,
  toConverseOutput,
  useOfTool,
} from './converse.ts';
import { askLlm, type LlmOptions } from './llm.ts';
import { transcribe } from './transcribe.ts';

const OPERATIONS: Readonly<Record<string, string>> = {
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
};

/** Bedrock's Converse and InvokeModel (embeddings only) over local models. */
export const bedrock = service({
  errors: restJson,
  operationOf: ({ path }) => OPERATIONS[path.slice(path.lastIndexOf('/') + 1)] ?? '',
  throttleOf: () => ({
    name: 'ThrottlingException',
    status: 429,
    message: 'Too many requests, please wait before trying again.',
  }),
  open: (options: BedrockRuntimeOptions) => async (call) => {
    const { modelId, action } = routeOf(call);
    const input = parseBody(call.body);
    const output =
      action === 'converse' ? await converse(input, { call, ...options }) : invokeEmbedding(modelId, input);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
  },
});

interface BedrockRuntimeOptions {
  readonly ocr: Ocr;
  /** An OpenAI-compatible server that answers requests made of text; without it there is the extractive model. */
  readonly llm?: LlmOptions;
  readonly fetch?: typeof fetch;
}

function routeOf({ method, path }: ServiceCall): { modelId: string; action: string } {
  const [, modelId, action] = /^\/model\/([^/]+)\/(converse|invoke)$/u.exec(path) ?? [];
  if (method !== 'POST' || modelId === undefined || action === undefined) {
    throw new AwsError('UnknownOperationException', `${method} ${path} is not supported`, { status: 404 });
  }
  return { modelId: decodeURIComponent(modelId), action };
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON');
  }
}

interface ConverseContext extends BedrockRuntimeOptions {
  readonly call: ServiceCall;
}

/**
 * Answers by what the request itself says: a picture is read by OCR, text goes to the LLM if there is one, else is
 * quoted from.
 */
async function converse(input: unknown, context: ConverseContext): Promise<object> {
  const startedAtMs = performance.now();
  const answer = await answerOf(parseConverse(input), context);
  return toConverseOutput(answer, Math.round(performance.now() - startedAtMs));
}

async function answerOf(request: ConverseRequest, { call, ocr, llm, fetch }: ConverseContext): Promise<ModelAnswer> {
  if (hasPicture(request)) return transcribe(request, ocrFor(ocr, call.signal));
  if (llm !== undefined) return askLlm(request, { llm, signal: call.signal, fetch: fetch ?? globalThis.fetch });
  if (forcedToolOf(request) === 'answer_inquiry') return answerInquiry(request);
  throw invalid(
    'The local answer model serves the forced tools transcribe (with an image or document) and answer_inquiry only; set LLM_BASE_URL for other requests',
  );
}

function hasPicture({ messages }: ConverseRequest): boolean {
  return messages.some(({ content }) => content.some((block) => 'image' in block || 'document' in block));
}

/** The extractive model behind the forced tool answer_inquiry. It reads the last user message. */
function answerInquiry(request: ConverseRequest): ModelAnswer {
  const userText = (request.messages.at(-1)?.content ?? []).map(textOf).join('\n');
  const prompt = readAnswerPrompt(userText);
  if (prompt === undefined) {
    throw invalid('The local answer model needs the elements inquiry and passages in the last user message');
  }
  const input = extractAnswer(prompt);
  const inputTokens = estimateTokens(userText) + estimateTokens(JSON.stringify([request.system, request.toolConfig]));
  const outputTokens = estimateTokens(JSON.stringify(input));
  const maxTokens = request.inferenceConfig?.maxTokens ?? Number.POSITIVE_INFINITY;
  if (outputTokens > maxTokens) return { content: [], stopReason: 'max_tokens', inputTokens, outputTokens: maxTokens };
  return { content: [useOfTool('answer_inquiry', input)], stopReason: 'tool_use', inputTokens, outputTokens };
}

/** Titan's id is taken as another name, so that a configuration for AWS also runs here. */
const MODEL_IDS: readonly string[] = ['local.char-ngram-hash', 'amazon.titan-embed-text-v2:0'];
const MAX_CHARACTERS = 50_000;

const requestSchema = z.object({
  inputText: z.string().check(z.minLength(1), z.maxLength(MAX_CHARACTERS)),
  dimensions: z.optional(z.union([z.literal(256), z.literal(512), z.literal(1024)])),
  normalize: z.optional(z.boolean()),
});

/** InvokeModel with the body of Titan Text Embeddings V2. Throws ValidationException. */
function invokeEmbedding(modelId: string, input: unknown): object {
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
