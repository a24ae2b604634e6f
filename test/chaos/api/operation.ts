import * as z from 'zod/mini';

/** JSON Schema 2020-12, read member by member by those who use it. */
export const JsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof JsonSchema>;

const Content = z.record(z.string(), z.object({ schema: z.optional(JsonSchema) }));

const Operation = z.object({
  operationId: z.string(),
  security: z.optional(z.array(z.record(z.string(), z.unknown()))),
  parameters: z.optional(
    z.array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean(),
        schema: JsonSchema,
      }),
    ),
  ),
  requestBody: z.optional(z.object({ content: Content })),
  responses: z.record(z.string(), z.object({ content: z.optional(Content) })),
});

export const ApiDocument = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), JsonSchema) }),
});
export type ApiDocument = z.infer<typeof ApiDocument>;

/** An operation as the served document describes it. */
export interface ApiOperation extends z.infer<typeof Operation> {
  readonly method: string;
  readonly path: string;
}

export const operationsOf = ({ paths }: ApiDocument): readonly ApiOperation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
