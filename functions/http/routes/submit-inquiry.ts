import { ulid } from 'ulid';
import { InquiryId, Run } from '../../../schemas/ids.ts';
import { durationSeconds } from '../../../schemas/units.ts';
import { config } from '../../config.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { statusTokenOf } from '../../tokens/status-token.ts';
import { acceptInquiry } from '../intake/accept-inquiry.ts';
import { uploadAttachments } from '../intake/attachment-objects.ts';
import { externalIdTaken } from '../intake/external-id-taken.ts';
import { replayedInquiry, replayOrRefuse } from '../intake/idempotency.ts';
import { readIdempotencyKey } from '../intake/idempotency-key.ts';
import { readAttachments } from '../intake/read-attachments.ts';
import { startRunOrLeaveIt } from '../intake/start-run-or-leave-it.ts';

/** Until the inquiry is scored: the time an automatic answer takes. */
const firstEstimateSeconds = durationSeconds(60);

/** Seconds after which the first poll may find something. */
const pollAfterSeconds = 2;

export const submitInquiry = httpRoute('submitInquiry', async ({ body, bytes, headers, principal, nowMs }) => {
  const { companyId } = principal;
  const { attachments, ...fields } = body;
  const idempotency = readIdempotencyKey('submitInquiry', { headers, bytes });
  const earlier = await replayedInquiry({ companyId, idempotency, nowMs });
  if (earlier !== null) return accepted(earlier, { 'idempotency-replayed': 'true' });

  const inquiryId = InquiryId.parse(ulid(nowMs).toLowerCase());
  const run = Run.parse(1);
  const sound = await readAttachments(attachments);
  const outcome = await acceptInquiry({
    ...fields,
    inquiryId,
    companyId,
    run,
    attachments: await uploadAttachments(sound, { companyId, inquiryId }),
    estimatedResponseTime: firstEstimateSeconds,
    ...(idempotency !== undefined && { idempotency }),
    nowMs,
  });
  if (outcome === 'key_taken') {
    return accepted(await replayOrRefuse({ companyId, idempotency, nowMs }), { 'idempotency-replayed': 'true' });
  }
  if (outcome === 'external_id_taken') throw await externalIdTaken(companyId, fields.externalId);
  await startRunOrLeaveIt({ inquiryId, companyId, run, entry: 'answer' });
  return accepted(inquiryId);
});

/** Made of the id alone, so that a replay gives the same answer without having stored it. */
function accepted(inquiryId: InquiryId, headers: Readonly<Record<string, string>> = {}) {
  const statusToken = statusTokenOf(inquiryId);
  return {
    status: 202 as const,
    headers: { location: `/v1/inquiries/${inquiryId}`, 'retry-after': String(pollAfterSeconds), ...headers },
    body: {
      id: inquiryId,
      status: 'pending' as const,
      statusUrl: `${config().publicBaseUrl}/s/${statusToken}`,
      statusToken,
      estimatedResponseTime: firstEstimateSeconds,
    },
  };
}
