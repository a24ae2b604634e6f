import { randomUUID } from 'node:crypto';

export type OutputBlock =
  | { readonly text: string }
  | { readonly toolUse: { readonly toolUseId: string; readonly name: string; readonly input: unknown } };

export interface ModelAnswer {
  readonly content: readonly OutputBlock[];
  readonly stopReason: 'end_turn' | 'tool_use' | 'max_tokens' | 'stop_sequence' | 'content_filtered';
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Converse's answer as AWS shapes it. */
export function toConverseOutput(answer: ModelAnswer, latencyMs: number): object {
  const { content, stopReason, inputTokens, outputTokens } = answer;
  return {
    output: { message: { role: 'assistant', content } },
    stopReason,
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    metrics: { latencyMs },
  };
}

export function useOfTool(name: string, input: unknown): OutputBlock {
  return { toolUse: { toolUseId: `tooluse_${randomUUID().replaceAll('-', '')}`, name, input } };
}
