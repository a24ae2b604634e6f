/** Prints the bundle of each function; their files stay until the run ends. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/bundle/bundle-functions.ts';
import { sharedFolder } from './run-folder.ts';

const shared = sharedFolder(tmpdir());
mkdirSync(shared, { recursive: true });
process.stdout.write(JSON.stringify(await bundleFunctions(mkdtempSync(join(shared, 'bundles-')))));
