import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const usage =
  'npm run deploy -- --profile small|production --context publicBaseUrl=https://… --context senderAddress=… --context alarmAddress=… [options of `cdk deploy`]';

/**
 * `cdk deploy` of all stacks with a profile of ours. The AWS account is that of the environment (AWS_PROFILE, or the
 * workflow's role), since the CDK's own `--profile` is taken.
 */
function deployArguments(given: readonly string[], environment: NodeJS.ProcessEnv): readonly string[] {
  const at = given.indexOf('--profile');
  const profile = at === -1 ? undefined : given[at + 1];
  if (profile === undefined) throw new Error(`--profile is missing. ${usage}`);
  const rest = given.filter((_, index) => index !== at && index !== at + 1);
  const name = rest.find((argument) => argument.startsWith('name='))?.slice('name='.length) ?? 'inquiries';
  // Given once; CloudFormation keeps it from then on.
  const pepper = environment.TOKEN_PEPPER;
  const parameters = pepper === undefined ? [] : ['--parameters', `${name}-app:TokenPepper=${pepper}`];
  return ['deploy', '--all', '--context', `profile=${profile}`, ...parameters, ...rest];
}

const cdk = fileURLToPath(new URL('../node_modules/.bin/cdk', import.meta.url));
const { status } = spawnSync(cdk, deployArguments(process.argv.slice(2), process.env), { stdio: 'inherit' });
process.exitCode = status ?? 1;
