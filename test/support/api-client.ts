import type * as z from 'zod/mini';
import {
  EscalationDetail,
  EscalationSummary,
  ListEscalationsResponse,
  ListStaffResponse,
} from '../../schemas/api/escalations.ts';
import { AddMessageResponse, EscalateResponse } from '../../schemas/api/follow-ups.ts';
import {
  InquiryDetail,
  InquiryStatusResponse,
  ListEventsResponse,
  ListInquiriesResponse,
} from '../../schemas/api/inquiries.ts';
import { SubmitInquiryResponse } from '../../schemas/api/submissions.ts';
import type { InquiryId } from '../../schemas/ids.ts';

/** An accepted inquiry, with the keys of those who may ask about it. */
export interface Submitted {
  readonly id: InquiryId;
  readonly statusToken: string;
  readonly apiKey: string;
}

export interface Inquiry {
  readonly title: string;
  readonly content: string;
  readonly customerEmail?: string;
  readonly attachments?: readonly { filename: string; contentType: string; data: string }[];
}

interface WithKey {
  readonly apiKey: string;
}
type OpenCase = EscalationDetail & WithKey;
type SeenCase = EscalationSummary & WithKey;

export interface Answered {
  readonly status: number;
  readonly text: string;
}

interface CallOptions<T> {
  readonly bearer: string;
  readonly schema: z.ZodMiniType<T>;
  readonly json?: object;
  readonly ifMatch?: string;
}

/** The API as companies, customers and agents use it, over HTTP. */
export function apiClient(apiUrl: string) {
  const call = async <T>(path: string, options: CallOptions<T>) => {
    const { bearer, schema, json, ifMatch } = options;
    const response = await fetch(`${apiUrl}${path}`, {
      method: json === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  };
  return {
    async submit(inquiry: Inquiry, apiKey: string): Promise<Submitted> {
      const accepted = await call('/v1/inquiries', { bearer: apiKey, schema: SubmitInquiryResponse, json: inquiry });
      const { id, statusToken } = accepted;
      return { id, statusToken, apiKey };
    },
    /** As the customer sees it. */
    status: ({ id, statusToken }: Submitted) =>
      call(`/v1/inquiries/${id}/status`, { bearer: statusToken, schema: InquiryStatusResponse }),
    detail: ({ id, apiKey }: Submitted) => call(`/v1/inquiries/${id}`, { bearer: apiKey, schema: InquiryDetail }),
    events: async ({ id, apiKey }: Submitted) =>
      (await call(`/v1/inquiries/${id}/events`, { bearer: apiKey, schema: ListEventsResponse })).items,
    /** A company's latest inquiries. */
    list: async (apiKey: string) =>
      (await call('/v1/inquiries?limit=100', { bearer: apiKey, schema: ListInquiriesResponse })).items,
    /** Asks for a person, as the company or, with the status token, as the customer. */
    escalate: ({ id }: Submitted, bearer: string) =>
      call(`/v1/inquiries/${id}/escalate`, { bearer, schema: EscalateResponse, json: {} }),
    /** As the customer. */
    addMessage: ({ id, statusToken }: Submitted, text: string) =>
      call(`/v1/inquiries/${id}/messages`, { bearer: statusToken, schema: AddMessageResponse, json: { text } }),
    /** The open case of an inquiry, with the key to act on it. */
    async escalation({ id, apiKey }: Submitted): Promise<OpenCase> {
      const { items } = await call('/v1/escalations?limit=50', { bearer: apiKey, schema: ListEscalationsResponse });
      const item = items.find(({ inquiryId }) => inquiryId === id);
      if (item === undefined) throw new Error(`There is no open case of ${id}`);
      const found = await call(`/v1/escalations/${item.id}`, { bearer: apiKey, schema: EscalationDetail });
      return { ...found, apiKey };
    },
    /** Of the company whose inquiry it is. */
    staff: ({ apiKey }: Submitted) => call('/v1/escalations/staff', { bearer: apiKey, schema: ListStaffResponse }),
    /** Acts on a case as it was seen; gives it as it is then. */
    act: async ({ id, etag, apiKey }: SeenCase, action: string, json: object): Promise<SeenCase> => ({
      ...(await call(`/v1/escalations/${id}/${action}`, {
        bearer: apiKey,
        schema: EscalationSummary,
        json,
        ifMatch: etag,
      })),
      apiKey,
    }),
    /** What an agent's browser sends from the page behind the link in the mail. */
    async reply(link: string, text: string): Promise<Answered> {
      const response = await fetch(link, { method: 'POST', body: new URLSearchParams({ reply: text }) });
      return { status: response.status, text: await response.text() };
    },
    async page(link: string): Promise<Answered> {
      const response = await fetch(link);
      return { status: response.status, text: await response.text() };
    },
  };
}
