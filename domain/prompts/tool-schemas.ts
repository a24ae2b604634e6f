/**
 * `AnswerToolInput` and `TranscribeToolInput` as the JSON Schema that the model is given. Written out, since making them
 * from the zod schemas takes 21 KB of zod to every start; a test holds them to what zod makes.
 */
export const answerToolSchema = {
  type: 'object',
  properties: {
    answer: { type: 'string', minLength: 1, maxLength: 8_000 },
    citations: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        properties: { passageId: { type: 'string' }, quote: { type: 'string' } },
        required: ['passageId', 'quote'],
      },
    },
    needsHuman: { type: 'boolean' },
    needsHumanReason: { type: 'string' },
    language: { type: 'string' },
  },
  required: ['answer', 'citations', 'needsHuman', 'language'],
} as const;

export const transcribeToolSchema = {
  type: 'object',
  properties: {
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { text: { type: 'string' }, confidence: { type: 'number', minimum: 0, maximum: 100 } },
        required: ['text', 'confidence'],
      },
    },
  },
  required: ['lines'],
} as const;
