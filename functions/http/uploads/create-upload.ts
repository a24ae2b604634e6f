import { planLimits } from '../../../domain/plans.ts';
import { uploadFormSeconds, uploadKeptHours, uploadRoutes } from '../../../schemas/api/uploads.ts';
import { UploadId } from '../../../schemas/ids.ts';
import { epochMs, timestampOf } from '../../../schemas/units.ts';
import { createUpload as storeUpload } from '../../entities/upload.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';
import { planOf, uploadForm } from './uploads.ts';

export const createUpload = httpRoute(uploadRoutes, 'createUpload', async ({ body, principal, nowMs }) => {
  const { companyId, mode } = principal;
  const plan = await planOf(companyId, nowMs);
  const { attachmentBytes } = planLimits(plan);
  if (body.bytes > attachmentBytes) {
    const message = `is ${body.bytes}; at most ${attachmentBytes} are allowed on plan ${plan}`;
    throw new ProblemError('validation_failed', { detail: 'Invalid: bytes', errors: [{ path: 'bytes', message }] });
  }
  const uploadId = UploadId.parse(newUlid(nowMs));
  const { url, fields } = await uploadForm({ companyId, uploadId }, body);
  const expiresAt = Math.ceil(nowMs / 1000) + uploadKeptHours * 3600;
  await storeUpload({ companyId, uploadId, mode, ...body, expiresAt });
  const formExpiresAt = timestampOf(epochMs(nowMs + uploadFormSeconds * 1000));
  return { status: 201, body: { uploadId, url, fields, expiresAt: formExpiresAt } };
});
