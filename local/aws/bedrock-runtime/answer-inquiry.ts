import { extractAnswer } from '../../ai/answer-model/extractive-answer.ts';
import { readAnswerPrompt } from '../../ai/answer-model/read-prompt.ts';
import { type ModelAnswer, useOfTool } from './answer.ts';
import { type ConverseRequest, invalid, textOf } from './request.ts';
import { estimateTokens } from './tokens.ts';

/** The extractive model behind the forced tool answer_inquiry. It reads the last user message. */
export function answerInquiry(request: ConverseRequest): ModelAnswer {
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
