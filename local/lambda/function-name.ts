import { AwsError } from '../aws/aws-error.ts';

/** The bare name in a name, a partial ARN (`123456789012:function:name`) or an ARN, without its qualifier. */
export function bareFunctionName(nameOrArn: string): string {
  const marker = 'function:';
  const start = nameOrArn.indexOf(marker);
  const name = start === -1 ? nameOrArn : nameOrArn.slice(start + marker.length);
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(0, colon);
}

export function functionArn({ region, account }: { region: string; account: string }, name: string): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}

export function functionNotFound(caller: { region: string; account: string }, name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(caller, name)}`, {
    status: 404,
    details: { Type: 'User' },
  });
}
