import { PublishCommand } from '@aws-sdk/client-sns';
import type { CompanyId, InquiryId } from '../../schemas/ids.ts';
import { type Mode, modeOf } from '../../schemas/mode.ts';
import { snsClient } from '../clients/sns.ts';
import { config } from '../config.ts';

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
