import { httpFunctions } from './http-functions.ts';
import { operationFunctions } from './operation-functions.ts';
import { taskFunctions } from './task-functions.ts';

/**
 * Every function's size and permissions, by name. Memory buys CPU: 1,769 MB are one vCPU, and a start needs only CPU. A
 * folder's file without a row here, or a row without a file, fails synth.
 */
export const functionTable = { ...httpFunctions, ...taskFunctions, ...operationFunctions } as const;

export type FunctionName = keyof typeof functionTable;
