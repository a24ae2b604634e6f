import { buildApp } from './build-app.ts';
import { sizeTable } from './bundle/bundle.ts';
import { bundleFunctions } from './bundle/bundle-functions.ts';

/** What the CDK CLI runs (cdk.json). */
const bundles = await bundleFunctions();
const account = process.env.CDK_DEFAULT_ACCOUNT;
const { app } = buildApp({ bundles, ...(account !== undefined && { account }) });
app.synth();
process.stderr.write(`${sizeTable(bundles).join('\n')}\n`);
