import * as z from 'zod/mini';
import { schemaFields } from '../../../schemas/api/docs.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Stands in a generated object until its properties have their descriptions. */
const mark = 'x-described-as';

/** The schema as JSON Schema 2020-12, which OpenAPI 3.1 includes unchanged, with a description of each property. */
export function jsonSchemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  const marked: Readonly<Record<string, string>>[] = [];
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      const fields = schemaFields.get(zodSchema);
      if (fields !== undefined) jsonSchema[mark] = marked.push(fields) - 1;
    },
  });
  return described(rest, marked);
}

/** One schema may describe many properties, so the text stands at the property and not in its schema. */
function described(node: JsonSchema, marked: readonly Readonly<Record<string, string>>[]): JsonSchema {
  const { [mark]: index, ...rest } = node;
  const fields = typeof index === 'number' ? marked[index] : undefined;
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => {
      if (key === 'properties' && isObject(value)) return [key, propertiesOf(value, { fields, marked })];
      if (Array.isArray(value)) return [key, value.map((one) => (isObject(one) ? described(one, marked) : one))];
      return [key, isObject(value) ? described(value, marked) : value];
    }),
  );
}

const propertiesOf = (
  properties: Readonly<Record<string, unknown>>,
  { fields = {}, marked }: Described,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const description = fields[name];
      const inner = isObject(schema) ? described(schema, marked) : schema;
      return [name, isObject(inner) && description !== undefined ? { ...inner, description } : inner];
    }),
  );

interface Described {
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly marked: readonly Readonly<Record<string, string>>[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `submitInquiry`, `Request` → `SubmitInquiryRequest`. */
export const schemaName = (operationId: string, role: 'Request' | 'Response'): string =>
  `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}${role}`;

export const schemaRef = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
