import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChildRuntime } from '../support/child-runtime.ts';
import { setEnvironmentOf } from '../support/handler-environment.ts';
import { openScriptedModel } from '../support/scripted-model.ts';
import { enterWorld, moveClock } from '../support/world.ts';
import { describeWorkflow } from './contract.ts';
import type { WorkflowWorld } from './world.ts';

/** The runtime as `npm start` runs it, seen and moved over HTTP alone. */
async function openOverHttp(): Promise<WorkflowWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'workflow-'));
  const model = await openScriptedModel();
  const runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0, modelUrl: model.baseUrl });
  const { awsEndpoint } = runtime.file;
  setEnvironmentOf(runtime.file, dataDir);
  const world = await enterWorld({ ...runtime.file, advance: (seconds) => moveClock(awsEndpoint, seconds) });
  const close = async (): Promise<void> => {
    await runtime.stop();
    await model.close();
    rmSync(dataDir, { recursive: true });
  };
  return { ...world, model, close };
}

describeWorkflow('the workflow over HTTP in a process of its own', openOverHttp);
