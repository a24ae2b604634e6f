import * as z from 'zod/mini';
import { CreateDataRequestResponse, DataRequestView, EraseInquiryResponse } from '../../schemas/api/privacy.ts';
import type { DataRequestKind } from '../../schemas/data-request.ts';
import type { DataRequestId } from '../../schemas/ids.ts';
import type { Submitted } from './api-client.ts';
import type { World } from './world.ts';

const Listed = z.object({ items: z.array(z.object({ id: z.string(), title: z.string(), status: z.string() })) });

/** What a company does about personal data, over HTTP. */
export function privacyClient({ apiUrl, company }: World) {
  const ask = async (method: string, path: string, options: { bearer?: string; json?: object } = {}) => {
    const { bearer = company.apiKey, json } = options;
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return { status: response.status, body: z.unknown().parse(await response.json()) };
  };
  return {
    ask,
    async erase({ id }: Submitted) {
      const { status, body } = await ask('DELETE', `/v1/inquiries/${id}`);
      if (status !== 202) throw new Error(`Erasing answered ${status}: ${JSON.stringify(body)}`);
      return EraseInquiryResponse.parse(body);
    },
    async request(kind: DataRequestKind, customerEmail: string): Promise<DataRequestId> {
      const { status, body } = await ask('POST', '/v1/data-requests', { json: { kind, customerEmail } });
      if (status !== 202) throw new Error(`The request was answered ${status}: ${JSON.stringify(body)}`);
      return CreateDataRequestResponse.parse(body).id;
    },
    dataRequest: async (id: DataRequestId) => DataRequestView.parse((await ask('GET', `/v1/data-requests/${id}`)).body),
    listed: async (query: string) => Listed.parse((await ask('GET', `/v1/inquiries?${query}`)).body).items,
  };
}
