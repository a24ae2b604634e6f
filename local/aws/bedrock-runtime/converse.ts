import { performance } from 'node:perf_hooks';
import { type Ocr, ocrFor } from '../../ai/ocr/ocr.ts';
import type { ServiceCall } from '../service.ts';
import { type ModelAnswer, toConverseOutput } from './answer.ts';
import { answerInquiry } from './answer-inquiry.ts';
import { askLlm, type LlmOptions } from './llm.ts';
import { type ConverseRequest, forcedToolOf, invalid, parseConverse } from './request.ts';
import { transcribe } from './transcribe.ts';

interface ConverseContext {
  readonly call: ServiceCall;
  readonly ocr: Ocr;
  readonly llm?: LlmOptions;
  readonly fetch?: typeof fetch;
}

/** Answers by what the request itself says: a picture is read by OCR, text goes to the LLM if there is one, else is quoted from. */
export async function converse(input: unknown, context: ConverseContext): Promise<object> {
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
