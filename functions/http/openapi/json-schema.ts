import * as z from 'zod/mini';

/** The schema as JSON Schema 2020-12, which OpenAPI 3.1 includes unchanged. */
export function jsonSchemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}

/** `submitInquiry`, `Request` → `SubmitInquiryRequest`. */
export const schemaName = (operationId: string, role: 'Request' | 'Response'): string =>
  `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}${role}`;

export const schemaRef = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
