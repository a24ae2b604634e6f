import { modelCostUsd } from '../../../domain/cost/prices.ts';

test.each([
  ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 6],
  ['anthropic.claude-haiku-4-5-20251001-v1:0', 6.6],
  ['eu.anthropic.claude-haiku-4-5-20251001-v1:0', 6.6],
  ['global.anthropic.claude-sonnet-4-6', 18],
  ['jp.anthropic.claude-sonnet-4-6', 19.8],
  ['us.amazon.nova-lite-v1:0', 0.3],
  ['apac.amazon.nova-lite-v1:0', 0.315],
  ['arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0', 0.39],
  ['local.extractive', 0],
])('prices a million tokens each way of %s at %d USD', (modelId, costUsd) => {
  expect(modelCostUsd({ modelId, promptTokens: 1_000_000, completionTokens: 1_000_000 })).toBeCloseTo(costUsd, 9);
});

test('has no price for a model that is not in the table', () => {
  expect(modelCostUsd({ modelId: 'acme.unknown-1', promptTokens: 10, completionTokens: 10 })).toBeNull();
});
