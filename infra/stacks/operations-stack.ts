import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { machineArns } from '../constructs/inquiry-machine.ts';
import { type AlarmSpec, commonAlarms, productionAlarms, type Watched } from '../operations/alarm-table.ts';
import { OperatorDashboard } from '../operations/dashboard.ts';
import { type Parameters, profiles } from '../parameters.ts';
import type { StatefulStack } from './stateful-stack.ts';
import type { StatelessStack } from './stateless-stack.ts';

interface OperationsStackProps extends StackProps {
  readonly parameters: Parameters;
  readonly stateful: StatefulStack;
  readonly stateless: StatelessStack;
}

/** Monitoring of the other stacks: alarms, dashboard, budget. */
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

  /** Accepts the alarms of this account only: CloudWatch publishes for all accounts under one name. */
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

interface AlarmsProps {
  readonly name: string;
  readonly specs: readonly AlarmSpec[];
  readonly topic: Topic;
  /** One alarm over all, which notifies instead of each. */
  readonly composite: boolean;
}

/** The alarms of a table, each with its entry in the runbook. */
class Alarms extends Construct {
  constructor(scope: Construct, id: string, { name, specs, topic, composite }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    const alarms = specs.map((spec) => this.alarmOf(spec, name));
    if (!composite) {
      for (const alarm of alarms) {
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
      }
      return;
    }
    const all = new CompositeAlarm(this, 'Composite', {
      compositeAlarmName: `${name}-needs-attention`,
      alarmDescription: 'Something needs attention; its children say what. docs/runbook.md',
      alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
    all.addAlarmAction(action);
    all.addOkAction(action);
  }

  private alarmOf(spec: AlarmSpec, name: string): Alarm {
    const { id, description, metric, threshold, evaluationPeriods } = spec;
    return new Alarm(this, id, {
      alarmName: `${name}-${id}`,
      alarmDescription: `${description}. docs/runbook.md#${runbookEntryOf(id)}`,
      metric,
      threshold,
      evaluationPeriods,
      comparisonOperator: spec.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: spec.missing ?? TreatMissingData.NOT_BREACHING,
    });
  }
}

/** One entry serves the slow functions, and one all kinds of due work. */
export function runbookEntryOf(id: string): string {
  if (id.startsWith('slow-')) return 'slow-function';
  return id.startsWith('oldest-overdue') ? 'oldest-overdue' : id;
}

interface MonthlyBudgetProps {
  readonly name: string;
  readonly usdPerMonth: number;
  readonly address: string;
}

/** Mails at 80 % and at 100 % of the month's budget for resources with our tag; the first two budgets are free. */
class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { name, usdPerMonth, address }: MonthlyBudgetProps) {
    super(scope, id);
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: name,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: usdPerMonth, unit: 'USD' },
        // Counts once the tag `application` is activated for cost allocation in the account's billing settings.
        costFilters: { TagKeyValue: [`user:application$${name}`] },
      },
      notificationsWithSubscribers: [80, 100].map((threshold) => ({
        notification: {
          notificationType: 'ACTUAL',
          comparisonOperator: 'GREATER_THAN',
          threshold,
          thresholdType: 'PERCENTAGE',
        },
        subscribers: [{ subscriptionType: 'EMAIL', address }],
      })),
    });
  }
}
