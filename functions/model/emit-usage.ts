import type { ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { modelCostUsd } from '../../domain/cost/prices.ts';
import { emitMetrics } from '../metrics.ts';

/** Tokens of one call, and their cost where the price is known: an unknown price must not pass for a free one. */
export function emitUsage({ usage }: Pick<ConverseCommandOutput, 'usage'>, modelId: string): void {
  const tokens = { promptTokens: usage?.inputTokens ?? 0, completionTokens: usage?.outputTokens ?? 0 };
  const costUsd = modelCostUsd({ modelId, ...tokens });
  emitMetrics({
    PromptTokens: tokens.promptTokens,
    CompletionTokens: tokens.completionTokens,
    ...(costUsd !== null && { ModelCostUsd: costUsd }),
  });
}
