import type * as z from 'zod/mini';
import {
  InquiryDetail,
  InquiryStatusResponse,
  type SubmitInquiryRequest,
  SubmitInquiryResponse,
} from '../../schemas/api/inquiries.ts';
import { Problem } from '../../schemas/api/problem.ts';
import type { InquiryId } from '../../schemas/ids.ts';

export interface ApiClient {
  submit(request: SubmitInquiryRequest): Promise<{ id: InquiryId; statusUrl: string }>;
  status(id: InquiryId): Promise<InquiryStatusResponse>;
  detail(id: InquiryId): Promise<z.infer<typeof InquiryDetail>>;
}

/** The API as a company's server uses it. Calls throw with the problem's code and detail when refused. */
export function openApi({ apiUrl, apiKey }: { apiUrl: string; apiKey: string }): ApiClient {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const read = async (path: string): Promise<unknown> => bodyOf(await fetch(`${apiUrl}${path}`, { headers }));
  return {
    async submit(request) {
      const response = await fetch(`${apiUrl}/v1/inquiries`, {
        method: 'POST',
        headers,
        body: JSON.stringify(request),
      });
      return SubmitInquiryResponse.parse(await bodyOf(response));
    },
    status: async (id) => InquiryStatusResponse.parse(await read(`/v1/inquiries/${id}/status`)),
    detail: async (id) => InquiryDetail.parse(await read(`/v1/inquiries/${id}`)),
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (response.ok) return body;
  const problem = Problem.safeParse(body);
  const reason = problem.success ? `${problem.data.code}: ${problem.data.detail}` : 'no problem document';
  throw new Error(`${response.url} answered ${response.status} ${reason}`);
}
