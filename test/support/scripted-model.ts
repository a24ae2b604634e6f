import { createServer, type IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { extractAnswer } from '../../local/ai/answer-model/extractive-answer.ts';
import { type AnswerRequest, readAnswerPrompt } from '../../local/ai/answer-model/read-prompt.ts';
import type { AnswerToolInput } from '../../schemas/answer.ts';

/** The parts of an inquiry's prompt, and whether it names faults of the previous draft. */
export interface ModelPrompt extends AnswerRequest {
  readonly hasFeedback: boolean;
}

/** The words of a model: its use of the tool `answer_inquiry` for one prompt. */
export type Script = (prompt: ModelPrompt) => AnswerToolInput;

/** One choice of a chat completion, as a server words it. */
export type Choice = object;

export interface ScriptedModel {
  /** For LLM_BASE_URL. */
  readonly baseUrl: string;
  /** Prompts answered since the last script was set. */
  readonly answeredCount: number;
  script(script: Script): void;
  /** The model says nothing but this, whatever is asked, until it is given a script. */
  choose(choice: Choice): void;
  close(): Promise<void>;
}

const ChatRequest = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

/** The product's own answer model, which needs no script. */
export const extractiveModel: Script = (prompt) => {
  const { citations, ...answer } = extractAnswer(prompt);
  return { ...answer, citations: [...citations] };
};

/** An OpenAI-compatible server on loopback whose answers a test writes. */
export async function openScriptedModel(): Promise<ScriptedModel> {
  let current: (prompt: ModelPrompt) => Choice = (prompt) => useOfTool(extractiveModel(prompt));
  let answeredCount = 0;
  const server = createServer((request, response) => {
    chatOf(request, current)
      .then((chat) => {
        answeredCount += 1;
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(chat));
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted model has no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    get answeredCount() {
      return answeredCount;
    },
    script(script) {
      current = (prompt) => useOfTool(script(prompt));
      answeredCount = 0;
    },
    choose(choice) {
      current = () => choice;
      answeredCount = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function useOfTool(input: AnswerToolInput): Choice {
  const call = { name: 'answer_inquiry', arguments: JSON.stringify(input) };
  const message = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'call-1', type: 'function', function: call }],
  };
  return { message, finish_reason: 'tool_calls' };
}

async function chatOf(request: IncomingMessage, answer: (prompt: ModelPrompt) => Choice): Promise<object> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { messages } = ChatRequest.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  const userText = messages.at(-1)?.content ?? '';
  const prompt = readAnswerPrompt(userText);
  if (prompt === undefined) throw new Error('The prompt has no inquiry or no passages');
  const choice = answer({ ...prompt, hasFeedback: userText.includes('<feedback>') });
  return { choices: [choice], usage: { prompt_tokens: 900, completion_tokens: 120 } };
}
