import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { sfnClient } from '../clients/sfn.ts';

/** The wait is over already: its execution sees in the table by itself what has changed. */
const overNames: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** Wakes the execution that waits on the token, if one still does; without a token nobody waits yet. */
export async function ringToken(taskToken: string | undefined): Promise<void> {
  if (taskToken === undefined) return;
  try {
    await sfnClient().send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  } catch (error) {
    if (!(error instanceof Error) || !overNames.has(error.name)) throw error;
  }
}
