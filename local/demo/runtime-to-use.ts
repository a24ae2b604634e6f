import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateMachineArn } from '../names.ts';
import { findRuntime } from '../runtime/runtime-file.ts';
import { startChildRuntime } from './child-runtime.ts';

export interface RuntimeToUse {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly awsEndpoint: string;
  /** By which calls of the AWS endpoint are signed. */
  readonly secretAccessKey: string;
  readonly stateMachineArn: string;
  /** For people: which runtime this is. */
  readonly origin: string;
  close(): Promise<void>;
}

/** The runtime that the environment names, else the one on the data folder, else a new one that ends with the demo. */
export async function runtimeToUse(environment: NodeJS.ProcessEnv): Promise<RuntimeToUse> {
  const { API_URL, API_KEY, AWS_ENDPOINT_URL = 'http://127.0.0.1:4566', DATA_DIR = '.data' } = environment;
  const { AWS_SECRET_ACCESS_KEY: secretAccessKey = 'local' } = environment;
  const close = async (): Promise<void> => {};
  if (API_URL !== undefined && API_KEY !== undefined) {
    const addresses = { apiUrl: API_URL.replace(/\/$/, ''), awsEndpoint: AWS_ENDPOINT_URL };
    return { ...addresses, apiKey: API_KEY, secretAccessKey, stateMachineArn, origin: 'named by API_URL', close };
  }
  const running = await findRuntime(DATA_DIR);
  if (running === null) return ownRuntime();
  return { ...running, apiKey: running.demo.apiKey, origin: `running on ${DATA_DIR}`, close };
}

async function ownRuntime(): Promise<RuntimeToUse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inquiry-demo-'));
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    const { file, close } = await startChildRuntime({ dataDir });
    return {
      ...file,
      apiKey: file.demo.apiKey,
      origin: 'started for this demo',
      close: () => close().finally(remove),
    };
  } catch (error) {
    remove();
    throw error;
  }
}
