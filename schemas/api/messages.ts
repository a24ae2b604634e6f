import * as z from 'zod/mini';
import { InquiryId } from '../ids.ts';
import { InquiryStatus } from '../status.ts';
import { Timestamp } from '../units.ts';
import { humanText } from './text.ts';

/** A message of the asker after the inquiry itself. */
export const MessageView = z.object({
  by: z.enum(['customer', 'company']),
  text: z.string(),
  run: z.int(),
  at: Timestamp,
});

/** Most characters of a further message. */
export const messageCharacters = 5_000;

export const AddMessageRequest = z.strictObject({ text: humanText(messageCharacters) });
export const AddMessageResponse = z.object({
  id: InquiryId,
  status: InquiryStatus,
  run: z.int(),
  message: MessageView,
});
