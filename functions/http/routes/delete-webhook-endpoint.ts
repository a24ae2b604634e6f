import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { deleteWebhookEndpoint as remove } from '../../entities/change-webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { openWebhookEndpoint } from '../webhooks/open-webhook.ts';

export const deleteWebhookEndpoint = httpRoute(webhookRoutes, 'deleteWebhookEndpoint', async ({ path, principal }) => {
  const { companyId } = principal;
  await openWebhookEndpoint(path.webhookEndpointId, principal);
  if (!(await remove({ companyId, webhookEndpointId: path.webhookEndpointId }))) throw new ProblemError('not_found');
  return { status: 204, body: null };
});
