import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';

const bytes = z.string().check(z.minLength(1));
const name = z.string().check(z.regex(/^[a-zA-Z0-9_-]{1,64}$/));
const json = z.record(z.string(), z.unknown());

const contentSchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ image: z.object({ format: z.enum(['png', 'jpeg', 'gif', 'webp']), source: z.object({ bytes }) }) }),
  z.strictObject({ document: z.object({ format: z.string(), name: z.string(), source: z.object({ bytes }) }) }),
  z.strictObject({ toolUse: z.object({ toolUseId: z.string(), name, input: z.unknown() }) }),
  z.strictObject({
    toolResult: z.object({
      toolUseId: z.string(),
      content: z.array(z.union([z.object({ text: z.string() }), z.object({ json: z.unknown() })])),
    }),
  }),
  z.strictObject({ guardContent: z.object({ text: z.object({ text: z.string() }) }) }),
  z.strictObject({ cachePoint: z.unknown() }),
]);

const messageSchema = z.object({
  role: z.enum(['user', 'assistant']),
  content: z.array(contentSchema).check(z.minLength(1)),
});

const systemSchema = z.union([
  z.object({ text: z.string() }),
  z.object({ guardContent: z.object({ text: z.object({ text: z.string() }) }) }),
  z.object({ cachePoint: z.unknown() }),
]);

const share = z.number().check(z.gte(0), z.lte(1));

const converseSchema = z.object({
  messages: z.array(messageSchema).check(z.minLength(1)),
  system: z.optional(z.array(systemSchema)),
  inferenceConfig: z.optional(
    z.object({
      maxTokens: z.optional(z.int().check(z.gte(1))),
      temperature: z.optional(share),
      topP: z.optional(share),
      stopSequences: z.optional(z.array(z.string())),
    }),
  ),
  toolConfig: z.optional(
    z.object({
      tools: z
        .array(
          z.union([
            z.object({
              toolSpec: z.object({ name, description: z.optional(z.string()), inputSchema: z.object({ json }) }),
            }),
            z.object({ cachePoint: z.unknown() }),
          ]),
        )
        .check(z.minLength(1)),
      toolChoice: z.optional(
        z.union([z.object({ auto: json }), z.object({ any: json }), z.object({ tool: z.object({ name }) })]),
      ),
    }),
  ),
});

export type ConverseRequest = z.infer<typeof converseSchema>;
export type ContentBlock = z.infer<typeof contentSchema>;

/** The request, checked as Bedrock checks it. Throws ValidationException. */
export function parseConverse(input: unknown): ConverseRequest {
  const parsed = converseSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join('.') ?? '';
    throw invalid(`1 validation error detected: Value at '${path}' failed to satisfy constraint: ${issue?.message}`);
  }
  const request = parsed.data;
  if (request.messages[0]?.role !== 'user') {
    throw invalid(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    );
  }
  const forced = forcedToolOf(request);
  if (forced !== undefined && !toolSpecsOf(request).some((spec) => spec.name === forced)) {
    throw invalid(`Tool choice ${forced} is not among the tools of the request`);
  }
  return request;
}

export function toolSpecsOf({ toolConfig }: ConverseRequest): readonly {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: { readonly json: Readonly<Record<string, unknown>> };
}[] {
  return (toolConfig?.tools ?? []).flatMap((tool) => ('toolSpec' in tool ? [tool.toolSpec] : []));
}

export function forcedToolOf({ toolConfig }: ConverseRequest): string | undefined {
  const choice = toolConfig?.toolChoice;
  return choice !== undefined && 'tool' in choice ? choice.tool.name : undefined;
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** The text that a block holds; '' for one of another kind. */
export function textOf(block: ContentBlock): string {
  if ('text' in block) return block.text;
  return 'guardContent' in block ? block.guardContent.text.text : '';
}

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

/**
 * An estimate, since the local models have no tokenizer: four ASCII characters a token, every other character one
 * token.
 */
export function estimateTokens(text: string): number {
  const ascii = text.replace(/\P{ASCII}/gu, '').length;
  return Math.ceil(ascii / 4) + ([...text].length - ascii);
}

export function estimateImageTokens({ widthPx, heightPx }: { widthPx: number; heightPx: number }): number {
  return Math.ceil((widthPx * heightPx) / PIXELS_A_TOKEN);
}
