import { createServer, type Server } from 'node:http';
import { BedrockRuntimeClient, ConverseCommand, type ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import type { Ocr } from '../../../../local/ai/ocr/ocr.ts';
import { bedrock } from '../../../../local/aws/bedrock-runtime/bedrock-runtime.ts';
import { type AiEndpoint, portOf, serveAwsService } from '../../ai/ai-endpoint.ts';

/** What the chat server was asked, and what it answers next; `undefined` never answers. */
interface Chat {
  asked: unknown;
  authorization: string | undefined;
  path: string | undefined;
  next: { status: number; body: unknown } | undefined;
}

const ocr: Ocr = {
  recognize: async () => ({
    lines: [{ text: 'from the picture', confidence: 90, box: { left: 0, top: 0, width: 1, height: 1 }, words: [] }],
    widthPx: 10,
    heightPx: 10,
  }),
  close: async () => undefined,
};
const chat: Chat = { asked: undefined, authorization: undefined, path: undefined, next: undefined };
const tool = {
  tools: [{ toolSpec: { name: 'answer_inquiry', description: 'Answers', inputSchema: { json: { type: 'object' } } } }],
  toolChoice: { tool: { name: 'answer_inquiry' } },
};
const hello: ConverseCommandInput['messages'] = [{ role: 'user', content: [{ text: 'Hello' }] }];

let server: Server;
let endpoint: AiEndpoint;
let client: BedrockRuntimeClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      chat.asked = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      chat.authorization = request.headers.authorization;
      chat.path = request.url;
      if (chat.next === undefined) return;
      const { status, body } = chat.next;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const llm = {
    baseUrl: `http://127.0.0.1:${portOf(server.address())}/v1/`,
    model: 'test-model',
    apiKey: 'secret',
    timeoutMs: 300,
  };
  endpoint = await serveAwsService(bedrock.open({ ocr, llm }));
  client = new BedrockRuntimeClient(endpoint.clientConfig);
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const converse = (input: Omit<ConverseCommandInput, 'modelId'>) =>
  client.send(new ConverseCommand({ modelId: 'local.llm', ...input }));
const answering = (message: object, finish_reason = 'stop') => ({
  status: 200,
  body: {
    choices: [{ index: 0, message, finish_reason }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  },
});

test('translates system, messages, settings and the forced tool', async () => {
  chat.next = answering({ role: 'assistant', content: 'Hi' });

  await converse({
    system: [{ text: 'Be brief.' }],
    messages: [
      { role: 'user', content: [{ text: 'Look it up' }] },
      { role: 'assistant', content: [{ toolUse: { toolUseId: 'call-1', name: 'look_up', input: { id: 7 } } }] },
      {
        role: 'user',
        content: [{ toolResult: { toolUseId: 'call-1', content: [{ text: 'found' }] } }, { text: 'And?' }],
      },
    ],
    toolConfig: tool,
    inferenceConfig: { maxTokens: 100, temperature: 0, topP: 0.5, stopSequences: ['END'] },
  });

  expect(chat.path).toBe('/v1/chat/completions');
  expect(chat.authorization).toBe('Bearer secret');
  expect(chat.asked).toEqual({
    model: 'test-model',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Look it up' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'call-1', type: 'function', function: { name: 'look_up', arguments: '{"id":7}' } }],
      },
      { role: 'tool', tool_call_id: 'call-1', content: 'found' },
      { role: 'user', content: 'And?' },
    ],
    max_tokens: 100,
    temperature: 0,
    top_p: 0.5,
    stop: ['END'],
    tools: [
      {
        type: 'function',
        function: { name: 'answer_inquiry', description: 'Answers', parameters: { type: 'object' } },
      },
    ],
    tool_choice: { type: 'function', function: { name: 'answer_inquiry' } },
  });
});

test('gives text, stop reason and usage back', async () => {
  chat.next = answering({ role: 'assistant', content: 'Half an ans' }, 'length');

  const answer = await converse({ messages: hello });

  expect(answer.output?.message).toEqual({ role: 'assistant', content: [{ text: 'Half an ans' }] });
  expect(answer.stopReason).toBe('max_tokens');
  expect(answer.usage).toEqual({ inputTokens: 11, outputTokens: 7, totalTokens: 18 });
});

test('gives a tool call back as tool use, whatever the finish reason', async () => {
  const call = { id: 'x', type: 'function', function: { name: 'answer_inquiry', arguments: '{"answer":"Yes"}' } };
  chat.next = answering({ role: 'assistant', content: null, tool_calls: [call] });

  const answer = await converse({ messages: hello, toolConfig: tool });

  expect(answer.stopReason).toBe('tool_use');
  expect(answer.output?.message?.content?.[0]?.toolUse).toMatchObject({
    name: 'answer_inquiry',
    input: { answer: 'Yes' },
  });
});

test('estimates usage when the server tells none', async () => {
  chat.next = { status: 200, body: { choices: [{ message: { content: 'Hi' } }] } };

  const { usage } = await converse({ messages: hello });

  expect(usage?.inputTokens).toBeGreaterThan(0);
  expect(usage?.outputTokens).toBeGreaterThan(0);
});

test('still reads a picture by OCR', async () => {
  chat.next = undefined;
  const image = { image: { format: 'png' as const, source: { bytes: Buffer.from('any') } } };

  const answer = await converse({ messages: [{ role: 'user', content: [image, { text: 'Read' }] }] });

  expect(answer.output?.message?.content).toEqual([{ text: 'from the picture' }]);
});

test.each([
  [429, {}, 'ThrottlingException'],
  [500, {}, 'ModelErrorException'],
  [503, {}, 'ServiceUnavailableException'],
  [401, {}, 'AccessDeniedException'],
  [400, { error: 'bad' }, 'ValidationException'],
  [200, 'no json', 'ModelErrorException'],
  [200, { choices: [] }, 'ModelErrorException'],
])('turns status %i with %j into %s', async (status, body, name) => {
  chat.next = { status, body };

  await expect(converse({ messages: hello })).rejects.toMatchObject({ name });
});

test.each([
  ['an object', { answer: 'Yes' }, { answer: 'Yes' }],
  ['text that is not JSON, as it is', '{"answer":', '{"answer":'],
])('gives tool arguments back: %s', async (_, given, input) => {
  const call = { id: 'x', type: 'function', function: { name: 'answer_inquiry', arguments: given } };
  chat.next = answering({ content: null, tool_calls: [call] });

  const answer = await converse({ messages: hello, toolConfig: tool });

  expect(answer.output?.message?.content?.[0]?.toolUse?.input).toEqual(input);
});

test('calls a refusal content filtered', async () => {
  chat.next = answering({ content: null, refusal: 'I cannot help with that.' });

  expect((await converse({ messages: hello })).stopReason).toBe('content_filtered');
});

test('calls a server that does not answer a timeout', async () => {
  chat.next = undefined;

  await expect(converse({ messages: hello })).rejects.toMatchObject({ name: 'ModelTimeoutException' });
});

test('calls a server that is not there unavailable', async () => {
  const llm = { baseUrl: 'http://127.0.0.1:1/v1', model: 'm' };
  const closed = await serveAwsService(bedrock.open({ ocr, llm }));
  const lonely = new BedrockRuntimeClient(closed.clientConfig);

  await expect(lonely.send(new ConverseCommand({ modelId: 'm', messages: hello }))).rejects.toMatchObject({
    name: 'ServiceUnavailableException',
  });

  lonely.destroy();
  await closed.close();
});
