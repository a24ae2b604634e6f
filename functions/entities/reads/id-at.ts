import { encodeTime } from 'ulid';
import { InquiryId } from '../../../schemas/ids.ts';

// A ULID is 48 bits of milliseconds in 10 characters, then 16 of chance.
const timeCharacters = 10;
const randomCharacters = 16;

const idAt = (atMs: number, filler: string): InquiryId =>
  InquiryId.parse(encodeTime(atMs, timeCharacters).toLowerCase() + filler.repeat(randomCharacters));

/** The lowest id that can be made in a millisecond. */
export const firstIdAt = (atMs: number): InquiryId => idAt(atMs, '0');

/** The highest id that can be made in a millisecond. */
export const lastIdAt = (atMs: number): InquiryId => idAt(atMs, 'z');
