import { Aws, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Parameters } from '../parameters.ts';

export interface MailProps {
  readonly parameters: Parameters;
  readonly key?: IKey;
}

/** The sender's identity, its default configuration set, and a topic for the delivery of mails. */
export class Mail extends Construct {
  readonly events: Topic;
  /** What SendEmail is authorized on. */
  readonly resources: readonly string[];

  constructor(scope: Construct, id: string, { parameters, key }: MailProps) {
    super(scope, id);
    const { name, senderAddress, senderIdentity } = parameters;
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: name,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const domain = senderAddress.slice(senderAddress.indexOf('@') + 1);
    new EmailIdentity(this, 'Identity', {
      identity: senderIdentity === 'domain' ? Identity.domain(domain) : Identity.email(senderAddress),
      configurationSet,
    });
    this.events = new Topic(this, 'Events', {
      topicName: `${name}-mail-events`,
      enforceSSL: true,
      ...(key !== undefined && { masterKey: key }),
    });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.snsTopic(this.events),
      events: [
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.REJECT,
      ],
    });
    const { partition, region } = Stack.of(this);
    const arn = (resource: string) => `arn:${partition}:ses:${region}:${Aws.ACCOUNT_ID}:${resource}`;
    this.resources = [
      arn(`identity/${senderIdentity === 'domain' ? domain : senderAddress}`),
      arn(`configuration-set/${name}`),
    ];
  }
}
