import * as z from 'zod/mini';

/** The parts of an OpenAPI document that the docs page reads. */

const Examples = z.optional(z.record(z.string(), z.object({ summary: z.string(), value: z.unknown() })));
const Content = z.record(z.string(), z.object({ examples: Examples }));

const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean(),
  description: z.optional(z.string()),
  schema: z.object({ enum: z.optional(z.array(z.string())) }),
});
export type DocsParameter = z.infer<typeof Parameter>;

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.optional(z.string()),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(Parameter),
  requestBody: z.optional(z.object({ content: Content })),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.optional(Content) })),
});

export const DocsDocument = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  'x-problems': z.array(z.object({ code: z.string(), status: z.int(), title: z.string(), meaning: z.string() })),
});
export type DocsDocument = z.infer<typeof DocsDocument>;

export interface DocsOperation extends z.infer<typeof Operation> {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
}

/** Every operation, in the document's order. */
export const operationsOf = ({ paths }: DocsDocument): readonly DocsOperation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );

/** The examples of a JSON body. */
export const jsonExamples = (
  content: z.infer<typeof Content> | undefined,
): readonly { readonly summary: string; readonly value: unknown }[] =>
  Object.values(content?.['application/json']?.examples ?? {});
