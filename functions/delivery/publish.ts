import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { CompanyId, InquiryId } from '../../schemas/ids.ts';
import { type Mode, modeOf } from '../../schemas/mode.ts';
import { boundedClient } from '../clients/bounded.ts';
import { config } from '../config.ts';
import type { EscalationItem } from '../entities/escalation.ts';
import type { NotificationItem } from '../entities/notification.ts';
import { logger } from '../logger.ts';
import { once } from '../once.ts';

/**
 * Publishes a step of an escalation for chat, pager or queue: ids and facts, no customer text; subscribers filter tests
 * by the message attribute `mode`. The mail is sent
 * already, so an unreachable topic is logged and does not delay the case.
 */
export async function publishEscalation(
  escalation: EscalationItem,
  { notification, mode }: { notification: NotificationItem; mode: Mode },
): Promise<void> {
  const { inquiryId, companyId, escalationId, run, stage, reason, urgency, ownerAgentId, generation, slaDueAtMs } =
    escalation;
  const message = {
    mode,
    inquiryId,
    companyId,
    escalationId,
    run,
    stage,
    reason,
    urgency,
    ownerAgentId,
    generation,
    slaDueAtMs,
  };
  try {
    await snsClient().send(
      new PublishCommand({
        TopicArn: config().escalationTopicArn,
        ...(mode === 'test' && { Subject: `[TEST] escalation.${notification.kind}` }),
        Message: JSON.stringify({
          type: `escalation.${notification.kind}`,
          id: notification.notificationId,
          ...message,
        }),
        MessageAttributes: {
          type: { DataType: 'String', StringValue: `escalation.${notification.kind}` },
          urgency: { DataType: 'String', StringValue: urgency },
          mode: { DataType: 'String', StringValue: mode },
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().warn('escalation event not published', { inquiryId, run, errorName: error.name });
  }
}

/**
 * Publishes an erasure to the topic, so that archives of mails elsewhere can follow: at least once, since an
 * erasure ends only after the topic has accepted it.
 */
export async function publishErasure(erased: {
  inquiryId: InquiryId;
  companyId: CompanyId;
  mode?: Mode | undefined;
}): Promise<void> {
  const { inquiryId, companyId } = erased;
  const mode = modeOf(erased);
  await snsClient().send(
    new PublishCommand({
      TopicArn: config().escalationTopicArn,
      Message: JSON.stringify({ type: 'inquiry.erased', mode, inquiryId, companyId }),
      MessageAttributes: {
        type: { DataType: 'String', StringValue: 'inquiry.erased' },
        mode: { DataType: 'String', StringValue: mode },
      },
    }),
  );
}

const snsClient = once(() => boundedClient('sns', (config) => new SNSClient(config)));
