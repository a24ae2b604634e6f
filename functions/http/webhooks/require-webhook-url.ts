import { faultOfWebhookUrl } from '../../../domain/webhooks/webhook-url.ts';
import { config } from '../../config.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** @throws ProblemError validation_failed when webhooks cannot be sent there */
export function requireWebhookUrl(url: string): void {
  const { webhookAllowedHosts, webhookRefusedPorts } = config();
  const message = faultOfWebhookUrl(url, webhookAllowedHosts, webhookRefusedPorts);
  if (message === null) return;
  throw new ProblemError('validation_failed', { detail: 'Invalid: url', errors: [{ path: 'url', message }] });
}
