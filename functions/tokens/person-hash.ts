import { foldAddress } from '../../domain/mail/address.ts';
import type { Mode } from '../../schemas/mode.ts';
import { macOf } from './mac.ts';

/**
 * What the table keeps of a person's address to find their inquiries by: hex HMAC-SHA-256 under the pepper. Those of a
 * company's tests are other persons.
 */
export const personHashOf = (address: string, mode: Mode): string =>
  macOf('person', `${mode}|${foldAddress(address)}`).toString('hex');
