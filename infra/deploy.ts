import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { deployArguments } from './deploy-arguments.ts';

/**
 * `cdk deploy` of all stacks. The AWS account is that of the environment (AWS_PROFILE, or the workflow's role), since
 * `--profile` names a profile of ours.
 */
const cdk = fileURLToPath(new URL('../node_modules/.bin/cdk', import.meta.url));
const words = deployArguments(process.argv.slice(2), process.env.TOKEN_PEPPER);
const { status } = spawnSync(cdk, [...words], { stdio: 'inherit' });
process.exitCode = status ?? 1;
