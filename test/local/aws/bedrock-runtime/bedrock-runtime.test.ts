import { readFile } from 'node:fs/promises';
import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  InvokeModelCommand,
  type ToolConfiguration,
} from '@aws-sdk/client-bedrock-runtime';
import { buildAnswerPrompt } from '../../../../domain/prompts/answer-prompt.ts';
import { transcribePrompt } from '../../../../domain/prompts/transcribe-prompt.ts';
import { type Ocr, openOcr } from '../../../../local/ai/ocr/ocr.ts';
import { bedrock } from '../../../../local/aws/bedrock-runtime/bedrock-runtime.ts';
import { AnswerToolInput, TranscribeToolInput } from '../../../../schemas/answer.ts';
import { type AiEndpoint, serveAwsService } from '../../ai/ai-endpoint.ts';

const samples = new URL('../../../../local/demo/samples/', import.meta.url);
const forced = (name: string): ToolConfiguration => ({
  tools: [{ toolSpec: { name, description: 'test', inputSchema: { json: { type: 'object' } } } }],
  toolChoice: { tool: { name } },
});

let ocr: Ocr;
let endpoint: AiEndpoint;
let client: BedrockRuntimeClient;

beforeAll(async () => {
  ocr = openOcr({});
  endpoint = await serveAwsService(bedrock.open({ ocr }));
  client = new BedrockRuntimeClient(endpoint.clientConfig);
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
  await ocr.close();
});

const converse = (input: Omit<ConverseCommandInput, 'modelId'>) =>
  client.send(new ConverseCommand({ modelId: 'local.model/with slash', ...input }));
const imageMessage = (bytes: Uint8Array): ConverseCommandInput['messages'] => [
  { role: 'user', content: [{ image: { format: 'png', source: { bytes } } }, { text: transcribePrompt.instruction }] },
];

describe('Converse with an image', () => {
  test('transcribes Korean through the forced tool', async () => {
    const bytes = await readFile(new URL('exchange-question-ko.png', samples));

    const answer = await converse({
      messages: imageMessage(bytes),
      toolConfig: forced('transcribe'),
      inferenceConfig: { maxTokens: 4_096 },
    });

    const toolUse = answer.output?.message?.content?.[0]?.toolUse;
    const { lines } = TranscribeToolInput.parse(toolUse?.input);
    expect(toolUse?.name).toBe('transcribe');
    expect(answer.stopReason).toBe('tool_use');
    expect(lines.map(({ text }) => text).join('\n')).toContain('교환은 어떻게 신청하나요?');
    expect(answer.usage?.totalTokens).toBe((answer.usage?.inputTokens ?? 0) + (answer.usage?.outputTokens ?? 0));
    expect(answer.metrics?.latencyMs).toBeGreaterThan(0);
  });

  test('answers plain text without a tool', async () => {
    const bytes = await readFile(new URL('shipping-label-question.png', samples));

    const answer = await converse({ messages: imageMessage(bytes) });

    expect(answer.output?.message?.content?.[0]?.text).toContain('How do I return an item I bought last week?');
    expect(answer.stopReason).toBe('end_turn');
  });

  test('reads a PDF of one page', async () => {
    const bytes = await readFile(new URL('refund-question.pdf', samples));

    const answer = await converse({
      messages: [
        {
          role: 'user',
          content: [{ document: { format: 'pdf', name: 'page', source: { bytes } } }, { text: 'Transcribe' }],
        },
      ],
      toolConfig: forced('transcribe'),
    });

    const { lines } = TranscribeToolInput.parse(answer.output?.message?.content?.[0]?.toolUse?.input);
    expect(lines[0]).toEqual({ text: 'Question about a refund', confidence: 99 });
  });

  test('stops at maxTokens', async () => {
    const bytes = await readFile(new URL('shipping-label-question.png', samples));

    const answer = await converse({ messages: imageMessage(bytes), inferenceConfig: { maxTokens: 6 } });

    expect(answer.stopReason).toBe('max_tokens');
    expect(answer.usage?.outputTokens).toBeLessThanOrEqual(6);
  });

  test('refuses bytes that are no image', async () => {
    await expect(converse({ messages: imageMessage(Buffer.from('no image')) })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Could not process image',
    });
  });
});

describe('Converse with the tool answer_inquiry', () => {
  const prompt = buildAnswerPrompt({
    inquiry: { title: 'Refund', content: 'How long does a refund take?', attachmentText: '' },
    passages: [
      {
        passageId: 'refund',
        language: 'en',
        title: 'How long does a refund take?',
        text: 'A refund takes 3 to 5 working days.',
      },
    ],
    language: 'en',
    feedback: [],
  });
  const request = {
    system: [{ text: prompt.system }],
    messages: [{ role: 'user' as const, content: [{ text: prompt.userText }] }],
    toolConfig: forced('answer_inquiry'),
    inferenceConfig: { maxTokens: prompt.maxTokens, temperature: 0 },
  };

  test('answers by quoting a passage', async () => {
    const answer = await converse(request);

    const input = AnswerToolInput.parse(answer.output?.message?.content?.[0]?.toolUse?.input);
    expect(input.citations).toEqual([{ passageId: 'refund', quote: 'A refund takes 3 to 5 working days.' }]);
    expect(input.needsHuman).toBe(false);
    expect(answer.stopReason).toBe('tool_use');
  });

  test('says nothing when maxTokens is too small for the answer', async () => {
    const answer = await converse({ ...request, inferenceConfig: { maxTokens: 5 } });

    expect(answer.stopReason).toBe('max_tokens');
    expect(answer.output?.message?.content).toEqual([]);
  });

  test('refuses a prompt that it cannot read', async () => {
    const messages = [{ role: 'user' as const, content: [{ text: 'What is a refund?' }] }];

    await expect(converse({ ...request, messages })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('Converse in general', () => {
  test('says what the local model serves when no LLM is set', async () => {
    await expect(converse({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('LLM_BASE_URL'),
    });
  });

  test.each([
    ['no message', { messages: [] }],
    ['an assistant first', { messages: [{ role: 'assistant' as const, content: [{ text: 'Hi' }] }] }],
    [
      'maxTokens 0',
      { messages: [{ role: 'user' as const, content: [{ text: 'Hi' }] }], inferenceConfig: { maxTokens: 0 } },
    ],
    [
      'a forced tool that is not there',
      {
        messages: [{ role: 'user' as const, content: [{ text: 'Hi' }] }],
        toolConfig: { ...forced('transcribe'), toolChoice: { tool: { name: 'other' } } },
      },
    ],
  ])('refuses %s', async (_name, input) => {
    await expect(converse(input)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('InvokeModel', () => {
  const invoke = async (modelId: string, body: object) => {
    const answer = await client.send(
      new InvokeModelCommand({ modelId, contentType: 'application/json', body: JSON.stringify(body) }),
    );
    return JSON.parse(answer.body.transformToString());
  };

  test.each(['local.char-ngram-hash', 'amazon.titan-embed-text-v2:0'])('embeds a text with %s', async (modelId) => {
    const answer = await invoke(modelId, { inputText: 'How do I return an item?', dimensions: 256 });

    expect(answer.embedding).toHaveLength(256);
    expect(Math.hypot(...answer.embedding)).toBeCloseTo(1, 6);
    expect(answer.inputTextTokenCount).toBe(6);
  });

  test('has 1,024 dimensions unless told otherwise', async () => {
    expect((await invoke('local.char-ngram-hash', { inputText: '반품' })).embedding).toHaveLength(1_024);
  });

  test.each([
    ['another model', 'amazon.nova-lite-v1:0', { inputText: 'x' }],
    ['an empty text', 'local.char-ngram-hash', { inputText: '' }],
    ['300 dimensions', 'local.char-ngram-hash', { inputText: 'x', dimensions: 300 }],
  ])('refuses %s', async (_name, modelId, body) => {
    await expect(invoke(modelId, body)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
