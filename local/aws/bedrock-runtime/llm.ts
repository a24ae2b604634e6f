import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import { toChatRequest } from './chat-request.ts';
import { type ConverseRequest, estimateTokens, type ModelAnswer, type OutputBlock, useOfTool } from './converse.ts';

export interface LlmOptions {
  /** Of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
  /** For one call whole; default 50,000. */
  readonly timeoutMs?: number;
}

interface LlmContext {
  readonly llm: LlmOptions;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
}

const DEFAULT_TIMEOUT_MS = 50_000;

const chatSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.optional(z.nullable(z.string())),
          tool_calls: z.optional(
            z.nullable(z.array(z.object({ function: z.object({ name: z.string(), arguments: z.unknown() }) }))),
          ),
          refusal: z.optional(z.nullable(z.string())),
        }),
        finish_reason: z.optional(z.nullable(z.string())),
      }),
    )
    .check(z.minLength(1)),
  usage: z.optional(z.nullable(z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }))),
});

type Chat = z.infer<typeof chatSchema>;

/** Asks the OpenAI-compatible server. Throws the errors that Bedrock has for what went wrong there. */
export async function askLlm(request: ConverseRequest, context: LlmContext): Promise<ModelAnswer> {
  const body = JSON.stringify(toChatRequest(request, context.llm.model));
  const chat = await postChat(body, context);
  const choice = chat.choices[0];
  const content = choice === undefined ? [] : contentOf(choice.message);
  return {
    content,
    stopReason: stopReasonOf(choice, content),
    inputTokens: chat.usage?.prompt_tokens ?? estimateTokens(body),
    outputTokens: chat.usage?.completion_tokens ?? estimateTokens(JSON.stringify(content)),
  };
}

async function postChat(body: string, { llm, signal, fetch }: LlmContext): Promise<Chat> {
  const timeout = AbortSignal.timeout(llm.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  try {
    const response = await fetch(`${llm.baseUrl.replace(/(?<!\/)\/+$/u, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(llm.apiKey !== undefined && { authorization: `Bearer ${llm.apiKey}` }),
      },
      body,
      signal: AbortSignal.any([signal, timeout]),
    });
    if (!response.ok) throw refusal(response.status);
    return parseChat(await response.text());
  } catch (error) {
    if (error instanceof AwsError) throw error;
    if (timeout.aborted)
      throw new AwsError('ModelTimeoutException', 'The model took too long to answer', { status: 408 });
    throw new AwsError('ServiceUnavailableException', 'The model server cannot be reached', { status: 503 });
  }
}

function parseChat(text: string): Chat {
  try {
    return chatSchema.parse(JSON.parse(text));
  } catch {
    throw modelError('The model server answered in another shape than chat completions');
  }
}

function refusal(status: number): AwsError {
  if (status === 429)
    return new AwsError('ThrottlingException', 'Too many requests to the model server', { status: 429 });
  if (status === 401 || status === 403) {
    return new AwsError('AccessDeniedException', `The model server refused the key with status ${status}`, {
      status: 403,
    });
  }
  if (status === 408)
    return new AwsError('ModelTimeoutException', 'The model took too long to answer', { status: 408 });
  if (status === 502 || status === 503 || status === 504) {
    return new AwsError('ServiceUnavailableException', `The model server answered with status ${status}`, {
      status: 503,
    });
  }
  if (status >= 500) return modelError(`The model server failed with status ${status}`);
  return new AwsError('ValidationException', `The model server refused the request with status ${status}`);
}

function modelError(message: string): AwsError {
  return new AwsError('ModelErrorException', message, { status: 424 });
}

function contentOf(message: Chat['choices'][number]['message']): readonly OutputBlock[] {
  const text = message.content ?? '';
  const calls = (message.tool_calls ?? []).map((call) =>
    useOfTool(call.function.name, parseArguments(call.function.arguments)),
  );
  return [...(text === '' ? [] : [{ text }]), ...calls];
}

/** Some servers send the object itself. Text that is not JSON stays text; the caller rejects what does not fit. */
function parseArguments(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

/** Servers report `stop` for a forced tool; Bedrock says tool_use whenever there is one. */
function stopReasonOf(
  choice: Chat['choices'][number] | undefined,
  content: readonly OutputBlock[],
): ModelAnswer['stopReason'] {
  if (choice?.finish_reason === 'length') return 'max_tokens';
  if (choice?.finish_reason === 'content_filter' || (choice?.message.refusal ?? '') !== '') return 'content_filtered';
  return content.some((block) => 'toolUse' in block) ? 'tool_use' : 'end_turn';
}
