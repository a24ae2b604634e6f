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

/** Claude's rule for pictures: one token for 750 pixels. */
const PIXELS_A_TOKEN = 750;

/** An estimate, since the local models have no tokenizer: four ASCII characters a token, every other character one token. */
export function estimateTokens(text: string): number {
  const ascii = text.replace(/\P{ASCII}/gu, '').length;
  return Math.ceil(ascii / 4) + ([...text].length - ascii);
}

export function estimateImageTokens({ widthPx, heightPx }: { widthPx: number; heightPx: number }): number {
  return Math.ceil((widthPx * heightPx) / PIXELS_A_TOKEN);
}
