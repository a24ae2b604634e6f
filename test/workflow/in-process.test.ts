import { describeWorkflow } from './contract.ts';
import { openInProcess } from './open-in-process.ts';

describeWorkflow('the workflow in one process on a virtual clock', () => openInProcess());
