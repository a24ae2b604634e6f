import { Validations } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Construct } from 'constructs';
import type { DeployedFunction } from './deployed-function.ts';

export interface CanaryDeploymentProps {
  readonly name: string;
  readonly functions: readonly DeployedFunction[];
  readonly alarms: readonly IAlarm[];
}

/** A new version first takes a tenth of the calls for five minutes, and none any more when an alarm rings. */
export class CanaryDeployment extends Construct {
  constructor(scope: Construct, id: string, { name, functions, alarms }: CanaryDeploymentProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application', { applicationName: name });
    for (const { alias, node } of functions) {
      if (alias === undefined) continue;
      const group = new LambdaDeploymentGroup(this, node.id, {
        application,
        alias,
        deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
        alarms: [...alarms],
      });
      Validations.of(group).acknowledge({
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
        reason: 'CodeDeploy’s role has the policy that AWS keeps for shifting the traffic of functions',
      });
    }
  }
}
