import { type ContentBlock, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { modelCostUsd } from '../../domain/cost/prices.ts';
import { transcribePrompt } from '../../domain/prompts/transcribe-prompt.ts';
import { TranscribeToolInput } from '../../schemas/answer.ts';
import type { AttachmentType } from '../../schemas/inquiry.ts';
import { bedrockRuntimeClient } from '../clients/bedrock-runtime.ts';
import { config } from '../config.ts';
import { emitUsage, forcedTool, toolInputOf } from '../model/call-model.ts';
import { type ModelReading, meanConfidence, trustedConfidence } from './page-reading.ts';

/** Reads an image or a one-page PDF in any script, with a vision model. */
export async function readByModel(document: Uint8Array, contentType: AttachmentType): Promise<ModelReading> {
  const { maxTokens, instruction, tool } = transcribePrompt;
  const modelId = config().transcribeModelId;
  const output = await bedrockRuntimeClient().send(
    new ConverseCommand({
      modelId,
      messages: [{ role: 'user', content: [documentBlock(document, contentType), { text: instruction }] }],
      toolConfig: forcedTool(tool),
      inferenceConfig: { maxTokens, temperature: 0 },
    }),
  );
  emitUsage(output, modelId);
  const costUsd = modelCostUsd({
    modelId,
    promptTokens: output.usage?.inputTokens ?? 0,
    completionTokens: output.usage?.outputTokens ?? 0,
  });
  const { lines } = toolInputOf(output, { toolName: tool.name, schema: TranscribeToolInput });
  return {
    text: lines.map((line) => line.text).join('\n'),
    confidence: meanConfidence(lines.map((line) => line.confidence)),
    unsureWords: lines.flatMap((line) => (line.confidence < trustedConfidence ? [line.text] : [])).slice(0, 40),
    ...(costUsd !== null && { modelCostUsd: costUsd }),
  };
}

function documentBlock(bytes: Uint8Array, contentType: AttachmentType): ContentBlock {
  switch (contentType) {
    case 'image/png':
      return { image: { format: 'png', source: { bytes } } };
    case 'image/jpeg':
      return { image: { format: 'jpeg', source: { bytes } } };
    case 'application/pdf':
      return { document: { format: 'pdf', name: 'page', source: { bytes } } };
    default:
      return contentType satisfies never;
  }
}
