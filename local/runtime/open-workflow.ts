import { join } from 'node:path';
import type { Log } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import { createActiveRequests } from '../gateway/active-requests.ts';
import { createExecutionScheduler } from '../stepfunctions/engine/execution-scheduler.ts';
import { createPausableScheduler } from '../stepfunctions/engine/pausable-scheduler.ts';
import { openStepFunctions, type StepFunctionsOptions } from '../stepfunctions/service.ts';
import { createCompanies, createPlanWeights } from './companies.ts';
import type { RuntimeOptions } from './options.ts';
import type { Disposal } from './shutdown.ts';
import { type DiskSize, watchSpace } from './watch-space.ts';

/**
 * Four keep a thread busy: eight end no more a second, and let requests from outside wait longer (`npm run bench --
 * api`).
 */
const taskSlots = { mostAtOnce: 4, longestSlotMs: 100 } as const;

interface WorkflowOptions
  extends Pick<RuntimeOptions, 'dataDir' | 'journalSync'>,
    Required<Pick<StepFunctionsOptions, 'invokeLambda' | 'onExecutionEnded'>> {
  readonly clock: Clock;
  readonly log: Log;
  /** Of another disk than that of the data folder. */
  readonly sizeOf?: (folder: string) => DiskSize;
  /** Takes what must be closed. */
  readonly disposal: Disposal;
  readonly areTasksBusy: () => boolean;
}

/**
 * Step Functions with what decides when a task starts: the shares of the companies by their plans, the requests that
 * are being answered, and the room on the disk. Nothing runs before `stepFunctions.resume()`.
 */
export function openWorkflow(options: WorkflowOptions) {
  const { dataDir, clock, log, journalSync, sizeOf, disposal, areTasksBusy, invokeLambda, onExecutionEnded } = options;
  const companies = createCompanies();
  const activeRequests = createActiveRequests();
  const planWeights = createPlanWeights({ clock, log });
  const scheduler = createPausableScheduler(
    createExecutionScheduler({
      ...taskSlots,
      activeRequestsOf: activeRequests.countOf,
      isBusy: areTasksBusy,
      weightOf: planWeights.weightOf,
    }),
  );
  const space = disposal.add(
    watchSpace({ dataDir, pause: scheduler.pause, log, ...(sizeOf !== undefined && { sizeOf }) }),
  );
  const stepFunctions = disposal.add(
    openStepFunctions({
      journalPath: join(dataDir, 'journal.db'),
      clock,
      journalSync,
      scheduler,
      fairnessKeyOf: companies.ofExecution,
      onJournalStall: space.journalStalled,
      invokeLambda,
      onExecutionEnded,
    }),
  );
  return { companies, activeRequests, planWeights, scheduler, space, stepFunctions };
}
