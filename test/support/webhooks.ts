import type { APIGatewayProxyResult } from 'aws-lambda';
import { Webhook } from 'standardwebhooks';
import { handler } from '../../functions/http/admin.ts';
import {
  CreateWebhookEndpointResponse,
  WebhookDeliveryAcceptedResponse,
  WebhookDeliveryDetail,
  WebhookSecretResponse,
} from '../../schemas/api/webhooks.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { WebhookPayload } from '../../schemas/webhook.ts';
import { asCompany, call, jsonBody, jsonOf } from './http-event.ts';
import type { ReceivedWebhook } from './webhook-receiver.ts';

/** Calls the admin function as a company that may. */
export const adminCall = (
  companyId: CompanyId,
  {
    method = 'GET',
    path,
    query,
    body,
    idempotencyKey,
  }: {
    method?: string;
    path: string;
    query?: Readonly<Record<string, string>>;
    body?: unknown;
    idempotencyKey?: string;
  },
) => {
  const json = body === undefined ? {} : jsonBody(body);
  return call(handler, {
    ...json,
    method,
    path,
    headers: { ...json.headers, ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) },
    ...(query !== undefined && { query }),
    authorizer: asCompany(companyId, 'admin'),
  });
};

/** An endpoint in the store, with its secret. */
export async function givenEndpoint(companyId: CompanyId, fields: { url: string; events?: readonly string[] }) {
  const answer = await adminCall(companyId, { method: 'POST', path: '/v1/webhook-endpoints', body: fields });
  return CreateWebhookEndpointResponse.parse(jsonOf(answer));
}

export const acceptedIdOf = (answer: APIGatewayProxyResult): string =>
  WebhookDeliveryAcceptedResponse.parse(jsonOf(answer)).id;

export const secretIn = (answer: APIGatewayProxyResult): string => WebhookSecretResponse.parse(jsonOf(answer)).secret;

export const deliveryOf = async (companyId: CompanyId, id: string) =>
  WebhookDeliveryDetail.parse(jsonOf(await adminCall(companyId, { path: `/v1/webhook-deliveries/${id}` })));

/** A webhook verified with the standard's own library. @throws Error when the signature is wrong */
export const verified = (secret: string, { headers, body }: ReceivedWebhook): WebhookPayload =>
  WebhookPayload.parse(new Webhook(secret).verify(body, { ...headers }));
