import type { Entry } from '../../schemas/inquiry.ts';

/** With which word a run that is to answer begins: what has nothing attached has nothing to be read. */
export const answeringEntry = (attachments: readonly unknown[]): Exclude<Entry, 'escalate'> =>
  attachments.length === 0 ? 'answer_text' : 'answer';
