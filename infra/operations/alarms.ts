import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmSpec } from './alarm-table.ts';

export interface AlarmsProps {
  readonly name: string;
  readonly specs: readonly AlarmSpec[];
  readonly topic: Topic;
  /** One alarm over all, which rings instead of each. */
  readonly composite: boolean;
}

/** The alarms of a table, each with its place in the runbook. */
export class Alarms extends Construct {
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
