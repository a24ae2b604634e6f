import { createHmac, timingSafeEqual } from 'node:crypto';
import { foldAddress } from '../../domain/mail/address.ts';
import type { Mode } from '../../schemas/mode.ts';
import { config } from '../config.ts';

/** The purpose of a derived secret; signed too, so that no token of one kind passes for another. */
type TokenKind = 'status' | 'reply' | 'api-key' | 'cursor' | 'webhook' | 'person';

/** HMAC-SHA-256 of kind and text under the deployment's pepper: derived again whenever needed, stored nowhere. */
export function macOf(kind: TokenKind, text: string): Buffer {
  return createHmac('sha256', config().tokenPepper).update(`${kind}|${text}`).digest();
}

/** `<text>.<base64url MAC>`. */
export const sealed = (kind: TokenKind, text: string): string => `${text}.${macOf(kind, text).toString('base64url')}`;

/** The text of a sealed token whose MAC is right; null for anything else. Takes the same time for every wrong MAC. */
export function unsealed(kind: TokenKind, token: string): string | null {
  const dot = token.lastIndexOf('.');
  if (dot < 0) return null;
  const text = token.slice(0, dot);
  // The text form is compared, since base64url has several spellings of the same 32 bytes.
  const given = Buffer.from(token.slice(dot + 1));
  const right = Buffer.from(macOf(kind, text).toString('base64url'));
  return given.length === right.length && timingSafeEqual(given, right) ? text : null;
}

/**
 * The stored form of a person's address, to find their inquiries: hex HMAC-SHA-256 under the pepper. Those of a
 * company's tests are other persons.
 */
export const personHashOf = (address: string, mode: Mode): string =>
  macOf('person', `${mode}|${foldAddress(address)}`).toString('hex');
