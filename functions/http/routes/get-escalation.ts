import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import { listEvents } from '../../entities/timeline.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { escalationEtagOf } from '../escalations/escalation-etag.ts';
import { escalationDetailOf } from '../escalations/escalation-views.ts';
import { openEscalationCase } from '../escalations/open-escalation-case.ts';
import { isKnown, revalidated } from '../views/inquiry-etag.ts';

export const getEscalation = httpRoute(
  escalationRoutes,
  'getEscalation',
  async ({ path, principal, headers, nowMs }) => {
    const present = await openEscalationCase(path.escalationId, { ...principal, nowMs });
    const { workspace, escalation } = present;
    const etag = escalationEtagOf({ inquiry: workspace.inquiry, escalation });
    if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
    const events = await listEvents(escalation.inquiryId);
    return { status: 200, body: escalationDetailOf(present, events), headers: revalidated(etag) };
  },
);
