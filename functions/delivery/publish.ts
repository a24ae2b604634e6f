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
 * Tells machines (chat, pager, queue) of a step of an escalation: ids and facts, no customer text; subscribers tell tests
 * by the message attribute `mode`. The mail has gone out
 * already, so a topic that cannot be reached is logged and does not hold the case up.
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
 * Tells machines that an inquiry is erased, so that archives of its mails elsewhere can follow: at least once, since an
 * erasure is not over before the topic has taken it.
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
