import { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod/mini';
import { bedrockRuntimeClient } from '../clients/bedrock-runtime.ts';
import { embeddingTimeoutMs } from '../clients/service-limits.ts';
import { TaskError } from '../task-error.ts';

const Embedding = z.object({ embedding: z.array(z.number()) });

/** The vector of a text by an embeddings model with Titan's body. @throws TaskError ModelAnswerInvalid */
export async function embedText(text: string, modelId: string): Promise<readonly number[]> {
  const { body } = await bedrockRuntimeClient().send(
    new InvokeModelCommand({
      modelId,
      contentType: 'application/json',
      body: JSON.stringify({ inputText: text, dimensions: 256, normalize: true }),
    }),
    { requestTimeout: embeddingTimeoutMs },
  );
  const parsed = Embedding.safeParse(JSON.parse(new TextDecoder().decode(body)));
  if (!parsed.success) throw new TaskError('ModelAnswerInvalid', 'the embeddings model gave no vector');
  return parsed.data.embedding;
}
