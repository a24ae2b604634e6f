import * as z from 'zod/mini';
import { AwaitReplyInput } from '../../schemas/workflow.ts';
import { keepTaskToken } from '../entities/escalation.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/**
 * Keeps the bell of the waiting execution in the table. When a reply is there already nobody would ring it, so it ends
 * the wait by throwing AlreadyReplied.
 */
export const handler = task(
  { state: 'AwaitReply', input: AwaitReplyInput, output: z.object({ kept: z.literal(true) }) },
  async ({ escalationId, run, generation, taskToken }) => {
    const outcome = await keepTaskToken({ escalationId, run, generation, taskToken });
    if (outcome === 'refused')
      throw new TaskError('AlreadyReplied', `escalation in run ${run}, generation ${generation}`);
    return { kept: true as const };
  },
);
