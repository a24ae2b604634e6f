import { Mode } from '../../schemas/mode.ts';
import { macOf } from './mac.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const crockford32 = '0123456789abcdefghjkmnpqrstvwxyz';

const prefixLength = 10;
/** 40 characters of base 62 carry 238 bits. */
const secretLength = 40;

const apiKeyPattern = new RegExp(
  `^(iwk_(${Mode.options.join('|')})_[${crockford32}]{${prefixLength}})_[0-9A-Za-z]{${secretLength}}$`,
);

/** Random bytes, as `crypto.randomBytes` gives them. */
type RandomBytes = (bytes: number) => Uint8Array;

/** The stored form of a key: hex HMAC-SHA-256 under the pepper, so that a stolen table gives no access. */
export const hashApiKey = (key: string): string => macOf('api-key', key).toString('hex');

/** A new key, shown once, with its stored parts: the visible prefix, which shows its mode, and the hash. */
export function newApiKey(random: RandomBytes, mode: Mode): { key: string; prefix: string; hash: string } {
  const prefix = `iwk_${mode}_${randomText(random, { alphabet: crockford32, length: prefixLength })}`;
  const key = `${prefix}_${randomText(random, { alphabet: base62, length: secretLength })}`;
  return { key, prefix, hash: hashApiKey(key) };
}

/** The visible prefix and mode of a well-formed key; null for anything else, which needs no look-up. */
export function parseApiKey(text: string): { prefix: string; mode: Mode } | null {
  const [, prefix, mode] = apiKeyPattern.exec(text) ?? [];
  return prefix === undefined ? null : { prefix, mode: Mode.parse(mode) };
}

function randomText(random: RandomBytes, { alphabet, length }: { alphabet: string; length: number }): string {
  // Bytes above the largest multiple of the alphabet are dropped, so that every character is equally likely.
  const usable = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    const bytes = [...random(length)].filter((byte) => byte < usable);
    text += bytes.map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
  }
  return text.slice(0, length);
}
