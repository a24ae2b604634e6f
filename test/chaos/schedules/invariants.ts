import * as z from 'zod/mini';
import { InquiryDetail } from '../../../schemas/api/inquiries.ts';
import { answerMailIds, staffMailOf } from '../../support/journey.ts';
import type { Case } from './cases.ts';
import type { Place } from './place.ts';

/** What can be seen of one case from outside. */
export interface Look {
  readonly target: Case;
  readonly state: 'unread' | 'erased' | 'waiting' | 'answered' | 'with_people';
  readonly detail?: InquiryDetail;
  readonly hasStaffMail: boolean;
  readonly answerMails: readonly string[];
  /** The receiver has had the event of the case's present state. */
  readonly isDelivered: boolean;
}

export async function lookAt(place: Place, target: Case): Promise<Look> {
  const nothing = { target, hasStaffMail: false, answerMails: [], isDelivered: false };
  if (target.submitted === undefined) return { ...nothing, state: 'unread' };
  const { world, receiver } = place;
  const { id, apiKey } = target.submitted;
  const response = await fetch(`${world.apiUrl}/v1/inquiries/${id}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  if (response.status === 410) return { ...nothing, state: 'erased', isDelivered: true };
  if (response.status !== 200) return { ...nothing, state: 'unread' };
  const detail = InquiryDetail.parse(await response.json());
  const { status } = detail;
  const events = new Set(receiver.received.flatMap(({ body }) => eventOf(body, id)));
  const common = {
    target,
    detail,
    hasStaffMail: (await staffMailOf(world, target.submitted)) !== undefined,
    answerMails: await answerMailIds(world, target.submitted),
  };
  if (status === 'escalated') return { ...common, state: 'with_people', isDelivered: events.has('inquiry.escalated') };
  if (status === 'pending') return { ...common, state: 'waiting', isDelivered: false };
  const isDelivered = events.has(status === 'ai_responded' ? 'inquiry.answered' : 'inquiry.resolved');
  return { ...common, state: 'answered', isDelivered };
}

/** Only a person has work left, and everyone who must know has had a mail. */
export const isFinal = ({ state, hasStaffMail, answerMails }: Look): boolean =>
  state === 'erased' || (state === 'answered' && answerMails.length > 0) || (state === 'with_people' && hasStaffMail);

/** Everything promised that does not hold, once all has come to rest. */
export async function findBroken(place: Place, cases: readonly Case[]): Promise<readonly string[]> {
  const looks = await Promise.all(cases.map((one) => lookAt(place, one)));
  const audit = await auditAfterPasses(place);
  const ready = await fetch(`${place.world.apiUrl}/readyz`);
  return [
    ...looks.flatMap((look) => brokenIn(look).map((what) => `${look.target.key} (${look.target.inquiry}): ${what}`)),
    ...looks.flatMap((look) =>
      isFinal(look) ? [] : [`${look.target.key} (${look.target.inquiry}): ends as ${look.state}`],
    ),
    ...(await repeatedIn(place, cases)),
    ...audit.map((finding) => `the audit finds ${JSON.stringify(finding)}`),
    ...(ready.status === 200 ? [] : [`/readyz answers ${ready.status}`]),
  ];
}

/**
 * A check that began before a jump of the clock sets the next one by the time it knew, which is past by then. What is
 * forgotten stays late whatever passes of the sweeper follow.
 */
async function auditAfterPasses({ world }: Place): Promise<readonly unknown[]> {
  for (let passes = 0; passes < mostPasses; passes += 1) {
    const findings = await world.audit();
    if (findings.every(({ name }) => name !== 'work_forgotten' && name !== 'work_overdue')) return findings;
    await world.sweep();
  }
  return world.audit();
}

const mostPasses = 3;

const forPeople: ReadonlySet<string> = new Set(['legal', 'danger']);

function brokenIn({ target, state, detail, answerMails, isDelivered }: Look): readonly string[] {
  if (state === 'erased') return target.erasure === 'none' ? ['is erased, which nobody asked for'] : [];
  if (target.erasure === 'accepted') return ['is readable after an accepted erasure'];
  if (detail === undefined) return [];
  const messages = new Set(detail.messages?.map(({ text }) => text));
  const ids = new Set(answerMails);
  return [
    ...(forPeople.has(target.inquiry) && detail.answer?.source === 'ai' ? ['is answered by a machine'] : []),
    ...target.messages.filter((text) => !messages.has(text)).map((text) => `lost the message «${text}»`),
    ...(target.replies.length > 0 && detail.answer?.source !== 'human' && state === 'answered'
      ? ['lost the accepted reply']
      : []),
    ...(state === 'answered' && ids.size === 0 ? ['is answered, and no mail went out'] : []),
    ...(isDelivered ? [] : ['its event never reached the receiver']),
  ];
}

/** An inquiry is accepted once, however often it was sent. */
async function repeatedIn({ world }: Place, cases: readonly Case[]): Promise<readonly string[]> {
  const listed = await world.list(world.company.apiKey);
  return cases.flatMap(({ key }) => {
    const count = listed.filter(({ externalId }) => externalId === key).length;
    return count > 1 ? [`${key} is there ${count} times`] : [];
  });
}

const Event = z.object({ type: z.string(), data: z.object({ inquiryId: z.string() }) });

function eventOf(body: string, inquiryId: string): readonly string[] {
  const { success, data } = Event.safeParse(JSON.parse(body));
  return success && data.data.inquiryId === inquiryId ? [data.type] : [];
}
