import * as z from 'zod/mini';
import { AwaitReplyInput } from '../../schemas/workflow.ts';
import { keepTaskToken } from '../entities/escalation.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/**
 * Stores the task token, by which a reply wakes the execution. When there is a reply already nothing would wake it, so
 * AlreadyReplied ends the wait.
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
