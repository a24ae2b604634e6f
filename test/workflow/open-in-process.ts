import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateMachineArn, tableName } from '../../local/names.ts';
import { openRuntime } from '../../local/runtime/open-runtime.ts';
import { ensureDemo } from '../../local/runtime/runtime-file.ts';
import { createVirtualClock } from '../../local/virtual-clock.ts';
import { acceptErrorsOfCore } from '../support/one-realm.ts';
import { quiet } from '../support/quiet.ts';
import { openScriptedModel } from '../support/scripted-model.ts';
import { enterWorld } from '../support/world.ts';
import type { WorkflowWorld } from './world.ts';

const { jest } = import.meta;

/** Monday, 09:00 in UTC. */
const startMs = Date.UTC(2026, 0, 5, 9);

/** What a runtime may run in the place of the sources. */
export interface Deployed {
  readonly functionFolders?: readonly string[];
  readonly definitionFile?: URL;
  /** Attachments are scanned by the stand-in scanner, and waited for; default false. */
  readonly malwareScan?: boolean;
  /** Id of the scripted model, by which its price is known; default one without a price. */
  readonly answerModelId?: string;
}

/** Everything but the store in this process, on a clock that stands still until a scenario moves it. */
export async function openInProcess({
  answerModelId = 'scripted',
  ...deployed
}: Deployed = {}): Promise<WorkflowWorld> {
  fakeDateOnly(startMs);
  acceptErrorsOfCore();
  const dataDir = mkdtempSync(join(tmpdir(), 'workflow-'));
  const model = await openScriptedModel();
  let drain = async (): Promise<void> => {};
  const clock = createVirtualClock(startMs, {
    onMove: (nowMs) => jest.setSystemTime(nowMs),
    settle: () => quiet(drain),
  });
  const runtime = await openRuntime({
    port: 0,
    awsPort: 0,
    dataDir,
    logLevel: 'silent',
    journalSync: 'normal',
    storeThroughEndpoint: true,
    webhookAllowedHosts: 'localhost,127.0.0.1',
    llm: { baseUrl: model.baseUrl, model: answerModelId },
    clock,
    ...deployed,
  });
  drain = runtime.lambda.drain;
  const demo = await ensureDemo(dataDir, startMs);
  const world = await enterWorld({
    ...runtime,
    stateMachineArn,
    tableName,
    demo,
    advance: (seconds) => clock.advance(seconds * 1_000),
  });
  const close = async (): Promise<void> => {
    await runtime.close();
    await model.close();
    rmSync(dataDir, { recursive: true });
    jest.useRealTimers();
  };
  return { ...world, model, close };
}

/** The handlers read `Date`; everything else that waits in this process waits for real. */
function fakeDateOnly(now: number): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
      ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
    ],
  });
}
