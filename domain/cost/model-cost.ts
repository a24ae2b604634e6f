/** US dollars for a million tokens. */
interface ModelPrice {
  readonly promptUsd: number;
  readonly completionUsd: number;
}

/** By the beginning of the model's id without its Region prefix. Amazon Bedrock, on demand, as listed in November 2026. */
const pricePerMillionTokens: Readonly<Record<string, ModelPrice>> = {
  'anthropic.claude-haiku-4-5': { promptUsd: 1, completionUsd: 5 },
  'anthropic.claude-sonnet-4-6': { promptUsd: 3, completionUsd: 15 },
  'amazon.nova-lite': { promptUsd: 0.06, completionUsd: 0.24 },
  'local.': { promptUsd: 0, completionUsd: 0 },
};

/** Inference profiles name the Region group before the model: `eu.anthropic.claude-…`. */
const regionPrefix = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\./;

/** An inference profile or model given by its ARN ends in the id. */
const arnPrefix = /^arn:[^/]*\//;

/**
 * What a call cost in US dollars, without prompt caching; `local.*` models cost 0. Null for a model that is not in the
 * table: an unknown price must not pass for a free one, nor stop an answer.
 */
export function modelCostUsd(call: {
  readonly modelId: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}): number | null {
  const id = call.modelId.replace(arnPrefix, '').replace(regionPrefix, '');
  const price = Object.entries(pricePerMillionTokens).find(([model]) => id.startsWith(model))?.[1];
  if (price === undefined) return null;
  return (call.promptTokens * price.promptUsd + call.completionTokens * price.completionUsd) / 1_000_000;
}
