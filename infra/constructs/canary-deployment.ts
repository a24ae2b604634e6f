import { Duration, Validations } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IAlarm,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Construct } from 'constructs';
import type { DeployedFunction } from './functions.ts';

interface CanaryDeploymentProps {
  readonly name: string;
  readonly functions: readonly DeployedFunction[];
  readonly alarms: readonly IAlarm[];
}

/** A new version first takes a tenth of the calls for five minutes, and is rolled back when the alarm is raised. */
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

interface RollbackAlarmProps {
  readonly name: string;
  readonly machineArn: string;
  /** Names of the functions whose errors count. */
  readonly functionNames: readonly string[];
}

/**
 * Rolls a new version back when the functions behind the API or executions fail. It refers to names, since it has to
 * exist before the versions that it watches.
 */
export class RollbackAlarm extends Construct {
  readonly alarm: CompositeAlarm;

  constructor(scope: Construct, id: string, { name, machineArn, functionNames }: RollbackAlarmProps) {
    super(scope, id);
    const watched = { 'failed-functions': errorsOf(functionNames), 'failed-executions': failedExecutions(machineArn) };
    const alarms = Object.entries(watched).map(
      ([what, metric]) =>
        new Alarm(this, what, {
          alarmName: `${name}-rollback-${what}`,
          alarmDescription: 'Takes a new version back. docs/runbook.md#deployment-rollback',
          metric,
          threshold: 5,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          evaluationPeriods: 1,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        }),
    );
    this.alarm = new CompositeAlarm(this, 'Composite', {
      compositeAlarmName: `${name}-deployment-rollback`,
      alarmDescription: 'Takes a new version back. docs/runbook.md#deployment-rollback',
      alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
  }
}

const period = Duration.minutes(1);

const errorsOf = (functionNames: readonly string[]): IMetric =>
  new MathExpression({
    expression: functionNames.map((_, index) => `FILL(e${index}, 0)`).join(' + '),
    label: 'errors of the functions that are deployed by canary',
    period,
    usingMetrics: Object.fromEntries(
      functionNames.map((FunctionName, index) => [
        `e${index}`,
        new Metric({
          namespace: 'AWS/Lambda',
          metricName: 'Errors',
          dimensionsMap: { FunctionName },
          statistic: 'Sum',
          period,
        }),
      ]),
    ),
  });

const failedExecutions = (StateMachineArn: string): IMetric =>
  new Metric({
    namespace: 'AWS/States',
    metricName: 'ExecutionsFailed',
    dimensionsMap: { StateMachineArn },
    statistic: 'Sum',
    period,
  });
