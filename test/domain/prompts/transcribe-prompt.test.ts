import * as z from 'zod/mini';
import { answerToolSchema } from '../../../domain/prompts/answer-prompt.ts';
import { transcribeToolSchema } from '../../../domain/prompts/transcribe-prompt.ts';
import { AnswerToolInput, TranscribeToolInput } from '../../../schemas/answer.ts';

test.each([
  ['answer', answerToolSchema, AnswerToolInput],
  ['transcribe', transcribeToolSchema, TranscribeToolInput],
])('the schema of the tool %s is that of the zod schema that reads its input', (_, written, schema) => {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io: 'input' });
  expect(written).toEqual(JSON.parse(JSON.stringify(made)));
});
