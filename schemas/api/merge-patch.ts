import * as z from 'zod/mini';

/**
 * What RFC 7396 (JSON Merge Patch) may send for an object of this schema: every field optional, objects in it likewise,
 * null for what may be absent. Unknown fields are refused. Fields added to the schema come along.
 */
export const mergePatchOf = (schema: z.ZodMiniObject) => z.strictObject(patchShapeOf(schema.shape));

const patchShapeOf = (shape: Readonly<Record<string, z.core.$ZodType>>) =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, z.optional(patchOf(field))]));

function patchOf(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodMiniOptional) return z.nullable(patchOf(field.def.innerType));
  return field instanceof z.ZodMiniObject ? z.strictObject(patchShapeOf(field.shape)) : field;
}
