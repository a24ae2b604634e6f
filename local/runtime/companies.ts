import * as z from 'zod/mini';
import { BoundedMap } from '../../functions/bounded-map.ts';
import type { AuthorizerContext } from '../gateway/proxy-event.ts';

/** Of so many inquiries it is remembered whose they are. */
const REMEMBERED_INQUIRIES = 10_000;

const ExecutionInput = z.object({ companyId: z.string(), inquiryId: z.optional(z.string()) });

export interface Companies {
  /** The company that an execution works for, by its input; '' when that names none. */
  ofExecution(input: unknown): string;
  /** The company that a request belongs to; of a customer's only while the inquiry is remembered. */
  ofRequest(context: AuthorizerContext): string | undefined;
}

/** Tells whose an execution or a request is, so that load is divided between companies. */
export function createCompanies(): Companies {
  const ofInquiry = new BoundedMap<string, string>(REMEMBERED_INQUIRIES);
  return {
    ofExecution(input) {
      const parsed = ExecutionInput.safeParse(input);
      if (!parsed.success) return '';
      const { companyId, inquiryId } = parsed.data;
      if (inquiryId !== undefined) ofInquiry.set(inquiryId, companyId);
      return companyId;
    },
    ofRequest: ({ companyId, inquiryId }) =>
      companyId ?? (inquiryId === undefined ? undefined : ofInquiry.get(inquiryId)),
  };
}
