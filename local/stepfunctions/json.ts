/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * A JSON value together with its text. AWS passes a value that a state does not change with its text unchanged
 * (`[1, 2]` keeps its blank), and the text is needed for each history event anyway.
 */
export interface Payload {
  readonly text: string;
  readonly value: Json;
}

/** The service limit for input, output and task results, in bytes of UTF-8. */
export const PAYLOAD_LIMIT_BYTES = 262_144;

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of a JSON text. Throws SyntaxError. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

/** A value with its text. */
export function payloadOf(value: Json): Payload {
  return { text: JSON.stringify(value), value };
}

/** Throws SyntaxError when `text` is not JSON. */
export function payloadFrom(text: string): Payload {
  return { text, value: parseJson(text) };
}

/** Joins values into an array without serialising them again. */
export function payloadOfAll(payloads: readonly Payload[]): Payload {
  return { text: `[${payloads.map(({ text }) => text).join(',')}]`, value: payloads.map(({ value }) => value) };
}

/** Whether a text is above the service limit. */
export function exceedsPayloadLimit(text: string): boolean {
  // A UTF-16 unit takes at most three bytes, so most texts need no counting.
  return text.length * 3 > PAYLOAD_LIMIT_BYTES && Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES;
}
