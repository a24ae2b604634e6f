import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { TaskError } from '../../task-error.ts';
import type { InquiryItem } from '../models/inquiry.ts';
import { readWorkspace, type Workspace } from './read-workspace.ts';

/**
 * The workspace of an inquiry whose present run is `run`.
 * @throws TaskError RunSuperseded when it has been erased or another run has taken over.
 */
export async function requireRun({ inquiryId, run }: { inquiryId: InquiryId; run: Run }): Promise<Workspace> {
  const workspace = await readWorkspace(inquiryId);
  if (workspace === null) throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  requireHeadRun(workspace.inquiry, run);
  return workspace;
}

/** @throws TaskError RunSuperseded when the head is erased or in another run. */
export function requireHeadRun(inquiry: InquiryItem, run: Run): void {
  if (inquiry.status === 'erased') throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  if (inquiry.run !== run)
    throw new TaskError('RunSuperseded', `run ${run} of an inquiry that is in run ${inquiry.run}`);
}
