import type { ContentBlock, StopReason } from '@aws-sdk/client-bedrock-runtime';
import { toolInputOf } from '../../../functions/model/call-model.ts';
import { AnswerToolInput } from '../../../schemas/answer.ts';

const input = { answer: 'Yes.', citations: [], needsHuman: false, language: 'en' };
const use = (given: unknown): ContentBlock => ({
  toolUse: { toolUseId: 'tooluse_1', name: 'answer_inquiry', input: JSON.parse(JSON.stringify(given)) },
});
const read = (content: readonly ContentBlock[], stopReason: StopReason = 'tool_use') =>
  toolInputOf(
    {
      stopReason,
      output: { message: { role: 'assistant', content: [...content] } },
      usage: undefined,
      metrics: undefined,
      $metadata: {},
    },
    { toolName: 'answer_inquiry', schema: AnswerToolInput },
  );

test.each<readonly [string, readonly ContentBlock[], StopReason]>([
  ['an object', [use(input)], 'tool_use'],
  ['an object at the end of a turn', [use(input)], 'end_turn'],
  ['a string of JSON', [use(JSON.stringify(input))], 'tool_use'],
  ['null for what is left out', [use({ ...input, needsHumanReason: null })], 'tool_use'],
  ['a field more', [use({ ...input, confidence: 0.9 })], 'tool_use'],
  ['words before the tool', [{ text: 'I look it up.' }, use(input)], 'tool_use'],
  ['JSON in the text', [{ text: JSON.stringify(input) }], 'end_turn'],
  ['JSON in a fence', [{ text: `Here it is:\n\`\`\`json\n${JSON.stringify(input, null, 2)}\n\`\`\`\n` }], 'end_turn'],
])('reads %s', (_, content, stopReason) => {
  expect(read(content, stopReason)).toEqual(input);
});

test.each<readonly [StopReason, string]>([
  ['max_tokens', 'ModelAnswerCut'],
  ['model_context_window_exceeded', 'ModelAnswerCut'],
  ['content_filtered', 'ModelDeclined'],
  ['guardrail_intervened', 'ModelDeclined'],
  ['stop_sequence', 'ModelAnswerInvalid'],
  ['malformed_model_output', 'ModelAnswerInvalid'],
  ['malformed_tool_use', 'ModelAnswerInvalid'],
])('takes nothing that ended by %s, however well it fits: %s', (stopReason, name) => {
  expect(() => read([use(input)], stopReason)).toThrow(expect.objectContaining({ name }));
});

test.each<readonly [string, readonly ContentBlock[]]>([
  ['nothing', []],
  ['another tool', [{ toolUse: { toolUseId: 'tooluse_1', name: 'look_up', input } }]],
  ['prose', [{ text: 'Yes, you can return it. {smile}' }]],
  ['a list', [use([input])]],
  ['a string that is cut off', [use(JSON.stringify(input).slice(0, 30))]],
  ['null for what is wanted', [use({ ...input, answer: null })]],
  ['an empty answer', [use({ ...input, answer: '' })]],
  ['an answer without bounds', [use({ ...input, answer: 'x'.repeat(8_001) })]],
])('%s is a misfit', (_, content) => {
  expect(() => read(content)).toThrow(expect.objectContaining({ name: 'ModelAnswerInvalid' }));
});
