import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const usage =
  'npm run deploy -- --profile small|production --context publicBaseUrl=https://… --context senderAddress=… --context alarmAddress=… [options of `cdk deploy`]';

/**
 * The arguments of `cdk deploy` for one of our profiles; everything else is passed on. The token pepper, when the
 * environment has one, becomes the small profile's parameter; CloudFormation keeps it from then on.
 * @throws Error when no profile is named
 */
export function deployArguments(given: readonly string[], tokenPepper: string | undefined): readonly string[] {
  const at = given.indexOf('--profile');
  const profile = at === -1 ? undefined : given[at + 1];
  if (profile === undefined) throw new Error(`--profile is missing. ${usage}`);
  const rest = given.filter((_, index) => index !== at && index !== at + 1);
  const name = rest.findLast((word) => word.startsWith('name='))?.slice('name='.length) ?? 'inquiries';
  const takesPepper = profile === 'small' && tokenPepper !== undefined;
  const parameters = takesPepper ? ['--parameters', `${name}-app:TokenPepper=${tokenPepper}`] : [];
  return ['deploy', '--all', '--context', `profile=${profile}`, ...parameters, ...rest];
}

/**
 * `cdk deploy` of all stacks. The AWS account is that of the environment (AWS_PROFILE, or the workflow's role), since
 * `--profile` names a profile of ours.
 */
if (import.meta.main) {
  const cdk = fileURLToPath(new URL('../node_modules/.bin/cdk', import.meta.url));
  const words = deployArguments(process.argv.slice(2), process.env.TOKEN_PEPPER);
  process.exitCode = spawnSync(cdk, [...words], { stdio: 'inherit' }).status ?? 1;
}
