import { type TaskErrorName, taskErrorTable } from '../schemas/errors.ts';

/** An error that the state machine's Catch knows by name. The message never holds customer text. */
export class TaskError extends Error {
  override readonly name: TaskErrorName;

  constructor(name: TaskErrorName, detail: string, options?: ErrorOptions) {
    super(`${taskErrorTable[name]}: ${detail}`, options);
    this.name = name;
  }
}
