import { keepTaskToken } from '../../../../functions/entities/escalation.ts';
import { handler } from '../../../../functions/http/agent.ts';
import { EscalationDetail } from '../../../../schemas/api/escalations.ts';
import { type EscalationId, Run } from '../../../../schemas/ids.ts';
import { asCompany, call, type EventParts, jsonBody, jsonOf } from '../../../support/http-event.ts';
import type { HttpWorld } from '../../../support/http-world.ts';
import { givenEscalation, givenInquiry } from '../../../support/inquiry-fixtures.ts';

/** An agent's desk: a company's key with the scope `escalations`. */
export function deskOf(world: HttpWorld, companyId = world.company.companyId) {
  const authorizer = asCompany(companyId, 'escalations');
  const get = (path: string, parts: Partial<EventParts> = {}) => call(handler, { path, authorizer, ...parts });
  return {
    get,
    list: (query: Record<string, string> = {}, parts: Partial<EventParts> = {}) =>
      get('/v1/escalations', { query, ...parts }),
    read: async (escalationId: EscalationId) =>
      EscalationDetail.parse(jsonOf(await get(`/v1/escalations/${escalationId}`))),
    act: (
      escalationId: EscalationId,
      action: string,
      { ifMatch, ...body }: { ifMatch?: string; [field: string]: unknown },
    ) => {
      const { headers, ...parts } = jsonBody(body);
      const path = `/v1/escalations/${escalationId}/${action}`;
      return call(handler, {
        path,
        authorizer,
        ...parts,
        headers: { ...headers, ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
      });
    },
    bellsOf: (inquiryId: string) =>
      world.aws.calls('SendTaskSuccess').filter(({ body }) => body.includes(`bell-${inquiryId}`)).length,
  };
}

/** An open case of Mina's whose execution waits. */
export async function givenCase(
  world: Pick<HttpWorld, 'company'>,
  fields: { customerEmail?: string; dueInMs?: number } = {},
) {
  const { companyId } = world.company;
  const inquiryId = await givenInquiry(companyId, { title: 'My <parcel>', ...fields });
  const escalation = await givenEscalation(companyId, inquiryId);
  const { escalationId, generation } = escalation;
  await keepTaskToken({ escalationId, run: Run.parse(1), generation, taskToken: `bell-${inquiryId}` });
  return { inquiryId, escalationId };
}
