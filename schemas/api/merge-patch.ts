import * as z from 'zod/mini';

/**
 * A JSON Merge Patch (RFC 7396) for an object of this schema: every field optional, nested objects likewise,
 * null for fields that may be absent. Unknown fields are refused. New fields of the schema are included.
 */
export const mergePatchOf = (schema: z.ZodMiniObject) => z.strictObject(patchShapeOf(schema.shape));

const patchShapeOf = (shape: Readonly<Record<string, z.core.$ZodType>>) =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, z.optional(patchOf(field))]));

function patchOf(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodMiniOptional) return z.nullable(patchOf(field.def.innerType));
  return field instanceof z.ZodMiniObject ? z.strictObject(patchShapeOf(field.shape)) : field;
}
