import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { bodyJson } from '../internal-route.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { restJson, service } from '../service.ts';
import { parseSendEmail, toMail } from './send-email-request.ts';

const SEND_EMAIL_PATH = '/v2/email/outbound-emails';
const MAX_MESSAGE_BYTES = 40 * 1024 * 1024;

/** SendEmail of SES v2. Every accepted mail is kept in the outbox before it is answered. */
export const ses = service({
  errors: restJson,
  operationOf: ({ path }) => (path.endsWith('/outbound-emails') ? 'SendEmail' : ''),
  throttleOf: () => ({ name: 'TooManyRequestsException', status: 429, message: 'Maximum sending rate exceeded.' }),
  open:
    ({ outbox }: { outbox: Outbox }) =>
    async ({ method, path, region, body }) => {
      if (method !== 'POST' || path !== SEND_EMAIL_PATH)
        throw new AwsError('UnknownOperationException', `${method} ${path} is not supported`, { status: 404 });
      if (body.length > MAX_MESSAGE_BYTES) throw new AwsError('BadRequestException', 'Message length exceeds 40 MB');
      const request = parseSendEmail(bodyJson(body));
      const nowMs = outbox.clock.now();
      const MessageId = `01000${nowMs.toString(16)}-${randomUUID()}-000000`;
      outbox.addMail(
        toMail(request, { MessageId, at: new Date(nowMs).toISOString(), region }),
        JSON.stringify(request),
      );
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ MessageId }) };
    },
});
