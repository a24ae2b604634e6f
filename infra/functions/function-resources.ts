import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';

/** What functions are told of and may be granted. */
export interface FunctionResources {
  readonly table: Table;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly escalations: Topic;
  /** SES identity and configuration set. */
  readonly mailResources: readonly string[];
  /** Made of the machine's name: the machine names its functions, so they cannot refer to it. */
  readonly machineArn: string;
  /** Every execution of the machine. */
  readonly executionArns: string;
  /** What executions are started on: the alias. */
  readonly machineAliasArn: string;
  readonly key?: Key;
  /** Value or reference of the secret from which keys and tokens are derived. */
  readonly pepper: string;
  /** The only one that browsers may call the API from. */
  readonly webOrigin: string;
}
