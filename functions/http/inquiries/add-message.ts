import { mayHappen } from '../../../domain/inquiry/status.ts';
import type { InquiryId } from '../../../schemas/ids.ts';
import type { CommitOutcome } from '../../entities/commit.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import type { MessageItem } from '../../entities/message.ts';
import { readWorkspace, type Workspace } from '../../entities/workspace.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { addMessageAndRaiseRun, addMessageForStaff, type NewMessage } from '../../transactions/add-message.ts';
import { startRunOrLeaveIt, wakeExecution } from '../shared/executions.ts';

/** A concurrent change is read and decided again; more of them at one time do not occur naturally. */
const attempts = 3;

/** Of one inquiry, by any author: each one during a run restarts the work. */
const mostMessages = 50;

interface Added {
  readonly inquiry: InquiryItem;
  readonly message: MessageItem;
}

/**
 * Adds a message to an inquiry that waits for its answer: the machine starts again, a person gets a mail. The last
 * message repeated changes nothing: its answer may have been lost. @throws ProblemError status_conflict, erased
 */
export async function addToInquiry(inquiryId: InquiryId, message: NewMessage): Promise<Added> {
  let workspace = await present(inquiryId);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const known = lastOf(workspace, message);
    if (known !== undefined) return { inquiry: workspace.inquiry, message: known };
    refuse(workspace);
    const outcome = await add(workspace, message);
    workspace = await present(inquiryId);
    const added = lastOf(workspace, message);
    if (outcome.kind === 'committed' && added !== undefined) {
      await wake(workspace);
      return { inquiry: workspace.inquiry, message: added };
    }
  }
  throw new ProblemError('status_conflict', { detail: 'The inquiry keeps changing; try again' });
}

async function present(inquiryId: InquiryId): Promise<Workspace> {
  const workspace = await readWorkspace(inquiryId);
  if (workspace === null || workspace.inquiry.status === 'erased') throw new ProblemError('erased');
  return workspace;
}

/** The same words from the same author, with no message or answer since. */
function lastOf({ inquiry, messages }: Workspace, { by, text }: NewMessage): MessageItem | undefined {
  const last = messages.at(-1);
  return last?.run === inquiry.run && last.by === by && last.text === text ? last : undefined;
}

function refuse({ inquiry, messages }: Workspace): void {
  if (!mayHappen(inquiry.status, 'message_added')) {
    throw new ProblemError('status_conflict', {
      detail: `The inquiry is ${inquiry.status}: open it again with POST …/reopen`,
    });
  }
  if (messages.length < mostMessages) return;
  throw new ProblemError('status_conflict', {
    detail: `The inquiry has ${messages.length} messages; at most ${mostMessages} are allowed`,
  });
}

function add(workspace: Workspace, message: NewMessage): Promise<CommitOutcome> {
  const { inquiry, messages } = workspace;
  if (inquiry.status === 'pending') return addMessageAndRaiseRun(inquiry, message);
  const number = 1 + Math.max(0, ...messages.filter(({ run }) => run === inquiry.run).map((item) => item.number));
  return addMessageForStaff({ inquiry, open: openEscalationOf(workspace) }, { ...message, number });
}

const openEscalationOf = ({ escalations }: Workspace) => escalations.find(({ state }) => state === 'open');

async function wake(workspace: Workspace): Promise<void> {
  const { inquiry } = workspace;
  if (inquiry.status === 'pending') await startRunOrLeaveIt(inquiry);
  const open = openEscalationOf(workspace);
  if (open !== undefined) await wakeExecution(open.escalationId);
}

/** True when the customer's page may offer it. */
export const mayAddMessage = ({ status }: InquiryItem): boolean => mayHappen(status, 'message_added');
