import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { machineArns } from '../constructs/inquiry-machine.ts';
import { commonAlarms, productionAlarms, type Watched } from '../operations/alarm-table.ts';
import { Alarms } from '../operations/alarms.ts';
import { OperatorDashboard } from '../operations/dashboard.ts';
import { MonthlyBudget } from '../operations/monthly-budget.ts';
import type { Parameters } from '../parameters.ts';
import { profiles } from '../profiles.ts';
import type { StatefulStack } from './stateful-stack.ts';
import type { StatelessStack } from './stateless-stack.ts';

export interface OperationsStackProps extends StackProps {
  readonly parameters: Parameters;
  readonly stateful: StatefulStack;
  readonly stateless: StatelessStack;
}

/** What watches over the rest: alarms, dashboard, budget. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { parameters, stateful, stateless, ...props }: OperationsStackProps) {
    super(scope, id, props);
    const { name, profile, alarmAddress, budgetUsdPerMonth } = parameters;
    const watched: Watched = {
      parameters,
      apiName: name,
      machineArn: machineArns(this, parameters).machineArn,
      tableName: stateful.table.table.tableName,
      undeliveredQueueName: `${name}-undelivered`,
      functionNames: new Map([...stateless.functions.all].map(([short, { functionName }]) => [short, functionName])),
    };
    const topic = this.alarmTopic(name, stateful.key);
    topic.addSubscription(new EmailSubscription(alarmAddress));
    const full = profiles[profile].dashboard;
    const specs = full ? [...commonAlarms(watched), ...productionAlarms(watched)] : commonAlarms(watched);
    new Alarms(this, 'Watch', { name, specs, topic, composite: full });
    if (full) new OperatorDashboard(this, 'Operator', watched);
    new MonthlyBudget(this, 'Budget', { name, usdPerMonth: budgetUsdPerMonth, address: alarmAddress });
  }

  /** Takes the alarms of this account alone: CloudWatch publishes for all of them under one name. */
  private alarmTopic(name: string, key: Key | undefined): Topic {
    const topic = new Topic(this, 'Alarms', {
      topicName: `${name}-alarms`,
      enforceSSL: true,
      ...(key !== undefined && { masterKey: key }),
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return topic;
  }
}
