import { AwsError } from '../../aws/aws-error.ts';
import { isJsonObject, type Json } from '../json.ts';

export type Params = Readonly<Record<string, unknown>>;

/** Readers of call parameters that refuse what AWS refuses, in its words. */
export function requiredText(params: Params, name: string, { max = Number.POSITIVE_INFINITY, min = 1 } = {}): string {
  const value = optionalText(params, name, { max, min });
  if (value === undefined) throw constraint(name, 'null', 'Member must not be null');
  return value;
}

export function optionalText(
  params: Params,
  name: string,
  { max = Number.POSITIVE_INFINITY, min = 0 } = {},
): string | undefined {
  const value = given(params, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw wrongType(name, 'string');
  if (value.length < min)
    throw constraint(name, `'${value}'`, `Member must have length greater than or equal to ${min}`);
  if (value.length > max)
    throw constraint(name, `'${shorten(value)}'`, `Member must have length less than or equal to ${max}`);
  return value;
}

export function optionalBoolean(params: Params, name: string): boolean | undefined {
  const value = given(params, name);
  if (value !== undefined && typeof value !== 'boolean') throw wrongType(name, 'boolean');
  return value;
}

export function optionalEnum<Value extends string>(
  params: Params,
  name: string,
  allowed: readonly Value[],
): Value | undefined {
  const value = optionalText(params, name);
  const found = allowed.find((candidate) => candidate === value);
  if (value !== undefined && found === undefined)
    throw constraint(name, `'${value}'`, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
  return found;
}

/** Page size: 0 means the default of 100, as AWS has it. */
export function pageSize(params: Params): number {
  const value = given(params, 'maxResults');
  if (value === undefined || value === 0) return 100;
  if (typeof value !== 'number') throw wrongType('maxResults', 'integer');
  if (value > 1000) throw constraint('maxResults', `'${value}'`, 'Member must have value less than or equal to 1000');
  if (value < 0) throw constraint('maxResults', `'${value}'`, 'Member must have value greater than or equal to 0');
  return value;
}

/** A name of a machine or an execution. */
export function checkedName(name: string): string {
  if (/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]+$/u.test(name)) return name;
  throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

export function json(params: Params, name: string): Json | undefined {
  const value = given(params, name);
  // The parameters came from JSON text, so they are JSON.
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

export function jsonObjects(params: Params, name: string): readonly Readonly<Record<string, Json>>[] {
  const value = json(params, name) ?? [];
  if (!Array.isArray(value)) throw wrongType(name, 'list');
  return value.filter(isJsonObject);
}

const CURSOR_LIMIT = 1024;

/** The cursor of the next page: an opaque text for the caller. */
export function writeCursor(position: string | number): string {
  return Buffer.from(`page:${position}`).toString('base64url');
}

export function readCursor(params: Params): string | undefined {
  const token = optionalText(params, 'nextToken', { min: 1, max: CURSOR_LIMIT });
  if (token === undefined) return undefined;
  const text = Buffer.from(token, 'base64url').toString();
  if (text.startsWith('page:')) return text.slice('page:'.length);
  throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
}

export function readNumberCursor(params: Params): number | undefined {
  const cursor = readCursor(params);
  if (cursor === undefined) return undefined;
  if (/^\d+$/.test(cursor)) return Number(cursor);
  throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
}

function given(params: Params, name: string): unknown {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return value === null ? undefined : value;
}

function shorten(text: string): string {
  return text.length <= 2_048 ? text : `${text.slice(0, 100)}…`;
}

function constraint(name: string, value: string, rule: string): AwsError {
  const text = value === 'null' ? 'Value null' : `Value ${value}`;
  return new AwsError(
    'ValidationException',
    `1 validation error detected: ${text} at '${name}' failed to satisfy constraint: ${rule}`,
  );
}

function wrongType(name: string, expected: string): AwsError {
  return new AwsError('SerializationException', `The value at '${name}' is not of type ${expected}`);
}

/** Why a text is not JSON, in the words of AWS where they are known; undefined when it is. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (text.trim() === '') return 'Invalid execution input.';
    const word = /^\s*([A-Za-z_$][\w$]*)/.exec(text)?.[1];
    if (word !== undefined)
      return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
    const name = /^\s*\{\s*([^"}\s])/.exec(text)?.[1];
    if (name !== undefined)
      return `Unexpected character ('${name}' (code ${name.charCodeAt(0)})): was expecting double-quote to start field name`;
    return error instanceof Error ? error.message : 'not JSON';
  }
}
