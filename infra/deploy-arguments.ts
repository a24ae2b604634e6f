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
