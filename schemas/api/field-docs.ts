import * as z from 'zod/mini';

/** An object schema with a description of each of its properties. */
export type FieldDocs = readonly [schema: z.core.$ZodType, fields: Readonly<Record<string, string>>];

/** The object of a property that may be absent, null or a list of such objects. */
type ObjectIn<Schema> = Schema extends { readonly shape: infer Shape }
  ? Shape
  : Schema extends z.ZodMiniOptional<infer Inner> | z.ZodMiniNullable<infer Inner> | z.ZodMiniArray<infer Inner>
    ? ObjectIn<Inner>
    : never;

/**
 * Describes the properties of an object schema: a missing or misspelt one does not compile. Apart from the schemas, so
 * that no handler's bundle holds the texts.
 */
export const fieldsOf = <Schema extends z.core.$ZodType>(
  schema: Schema,
  fields: { readonly [Property in keyof ObjectIn<Schema>]: string },
): FieldDocs => [objectIn(schema), fields];

/** The same for a schema whose properties are known at run time only. @throws Error naming a property of one side alone */
export function fieldsByName(schema: z.core.$ZodType | undefined, fields: Readonly<Record<string, string>>): FieldDocs {
  const object = schema === undefined ? undefined : objectIn(schema);
  if (!(object instanceof z.ZodMiniObject)) throw new Error('Only an object has properties to describe');
  const names = new Set([...Object.keys(object.shape), ...Object.keys(fields)]);
  const odd = [...names].find((name) => !(name in object.shape && name in fields));
  if (odd !== undefined) throw new Error(`${odd} is in the schema or among the descriptions, but not in both`);
  return [object, fields];
}

function objectIn(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable) return objectIn(schema.def.innerType);
  return schema instanceof z.ZodMiniArray ? objectIn(schema.def.element) : schema;
}

/** Of every list. */
export const limitField = (most: number, usual: number): string =>
  `Most items of the page, 1–${most}; ${usual} when absent.`;
export const cursorField = '`nextCursor` of the page before; asks with the same filters.';
export const nextCursorField = 'Cursor of the next page; absent on the last page.';

/** Of everything that belongs to a mode. */
export const modeField = '`test` when it was made with a test key, else `live`.';

/** Of every file of an inquiry. */
export const attachmentFields = {
  filename: 'Name of the file, as it was submitted.',
  contentType: 'Type of the file.',
  bytes: 'Size of the file in bytes.',
  pages: 'Pages of the file; 1 for a picture.',
};
