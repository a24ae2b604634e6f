import { describeWorkflow } from '../workflow/contract.ts';
import { answering } from '../workflow/scenarios/answering.ts';
import { escalating } from '../workflow/scenarios/escalating.ts';
import { openDeployed } from './open-deployed.ts';

// Every scenario, and the rights that they need: `deployed-workflow.full.test.ts`.
describeWorkflow('the synthesized definition and the bundled functions', openDeployed, { answering, escalating });
