import { publishErasure } from '../delivery/publish-erasure.ts';
import type { Workspace } from '../entities/workspace.ts';
import { ringToken } from '../runs/ring-token.ts';
import { wipeItems } from '../transactions/wipe-items.ts';
import { deleteObject } from './delete-object.ts';

/**
 * Removes what an erased inquiry still holds: ends the execution that waits for a reply, deletes its files, tells the
 * topic, deletes its items. Each step can be repeated, and the due work stays until the last one, so that the sweeper
 * finishes what broke off.
 */
export async function wipeInquiry(workspace: Workspace): Promise<void> {
  const { inquiry, text, escalations } = workspace;
  for (const { taskToken } of escalations) await ringToken(taskToken);
  for (const { objectKey } of text.attachments) await deleteObject(objectKey);
  await publishErasure(inquiry);
  await wipeItems(workspace);
}
