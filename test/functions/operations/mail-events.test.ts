import { staffNotificationId } from '../../../functions/entities/notification.ts';
import { listEvents } from '../../../functions/entities/timeline.ts';
import { handler } from '../../../functions/operations/mail-events.ts';
import type { InquiryId } from '../../../schemas/ids.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenEscalation, givenInquiry } from '../../support/inquiry-fixtures.ts';
import { loggedBy } from '../../support/logged-lines.ts';

const address = 'somebody@example.com';
let world: HttpWorld;

beforeAll(async () => {
  Object.assign(process.env, { METRICS_NAMESPACE: 'Inquiries/test' });
  world = await openHttpWorld();
  Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'INFO' });
});

afterAll(() => world.close());

const delivered = { eventType: 'Delivery', delivery: { recipients: [address] } };
const complained = { eventType: 'Complaint', complaint: { complainedRecipients: [{ emailAddress: address }] } };
const rejected = { eventType: 'Reject', reject: { reason: 'Bad content' } };
const bounced = (bounceType: string) => ({
  eventType: 'Bounce',
  bounce: { bounceType, bouncedRecipients: [{ emailAddress: address }] },
});

const told = (notificationId: string, event: object) => ({
  ...event,
  mail: {
    messageId: '0100-1',
    destination: [address],
    headers: [
      { name: 'To', value: address },
      { name: 'X-Notification-Id', value: notificationId },
    ],
  },
});

const handed = (...messages: readonly (object | string)[]) =>
  handler(
    {
      Records: messages.map((message) => ({
        Sns: { Message: typeof message === 'string' ? message : JSON.stringify(message) },
      })),
    },
    lambdaContext,
  );

/** An inquiry with a staff mail. */
async function givenStaffMail(): Promise<{ inquiryId: InquiryId; notificationId: string }> {
  const { companyId } = world.company;
  const inquiryId = await givenInquiry(companyId);
  const { escalationId, version } = await givenEscalation(companyId, inquiryId);
  return { inquiryId, notificationId: staffNotificationId(escalationId, version) };
}

const mailEvents = async (inquiryId: InquiryId) =>
  (await listEvents(inquiryId))
    .filter(({ kind }) => kind.startsWith('mail_'))
    .map(({ kind, run, facts }) => ({ kind, run, facts }));

test.each([
  ['a delivery', delivered, 'mail_delivered', {}],
  ['a complaint', complained, 'mail_complained', {}],
  ['a passing bounce', bounced('Transient'), 'mail_bounced', { cause: 'transient' }],
  ['a lasting bounce', bounced('Permanent'), 'mail_bounced', { cause: 'permanent' }],
  ['a mail that SES refused', rejected, 'mail_bounced', { cause: 'rejected' }],
])('the timeline tells once of %s, however often SNS does', async (_, event, kind, facts) => {
  const { inquiryId, notificationId } = await givenStaffMail();
  const message = told(notificationId, event);

  await loggedBy(async () => {
    expect(await handed(message, message)).toEqual({ outcomes: ['recorded', 'repeated'] });
    expect(await handed(message)).toEqual({ outcomes: ['repeated'] });
  });

  expect(await mailEvents(inquiryId)).toEqual([{ kind, run: 1, facts: { mail: 'staff_assigned', ...facts } }]);
});

test('copies that arrive at one time are told of once', async () => {
  const { inquiryId, notificationId } = await givenStaffMail();
  const message = told(notificationId, delivered);
  const outcomes = await Promise.allSettled([handed(message), handed(message), handed(message)]);
  expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await mailEvents(inquiryId)).toHaveLength(1);
});

test('a delivered mail may still be complained of', async () => {
  const { inquiryId, notificationId } = await givenStaffMail();
  await handed(told(notificationId, delivered), told(notificationId, complained));
  expect((await mailEvents(inquiryId)).map(({ kind }) => kind).sort()).toEqual(['mail_complained', 'mail_delivered']);
});

test('a staff mail that bounces for good is an error line and a count, once and without the address', async () => {
  const { inquiryId, notificationId } = await givenStaffMail();
  const message = told(notificationId, bounced('Permanent'));
  const lines = await loggedBy(() => handed(message, message));
  expect(lines).toEqual([
    expect.objectContaining({ level: 'ERROR', message: 'staff mail bounced', inquiryId, cause: 'permanent' }),
    expect.objectContaining({ StaffMailsBounced: 1 }),
  ]);
  expect(JSON.stringify(lines)).not.toContain('@');
});

test('a staff mail that bounces for now is no error', async () => {
  const { notificationId } = await givenStaffMail();
  expect(await loggedBy(() => handed(told(notificationId, bounced('Transient'))))).toEqual([]);
});

test('a mail that is not known, or says no id, is ignored with a line', async () => {
  const { inquiryId } = await givenStaffMail();
  const nameless = { ...delivered, mail: { messageId: '0100-2' } };
  const lines = await loggedBy(async () =>
    expect(await handed(told(`${inquiryId}-r9-answer`, delivered), told('no-inquiry', delivered), nameless)).toEqual({
      outcomes: ['unknown', 'unknown', 'unknown'],
    }),
  );
  expect(lines).toHaveLength(3);
  expect(lines).toContainEqual(
    expect.objectContaining({ message: 'mail event of an unknown mail', messageId: '0100-2' }),
  );
  expect(JSON.stringify(lines)).not.toContain('@');
  expect(await mailEvents(inquiryId)).toEqual([]);
});

test('what is no mail event, like the sentence SES begins with, is left alone with a line', async () => {
  const sentence = 'Successfully validated SNS topic for Amazon SES event publishing.';
  const lines = await loggedBy(async () =>
    expect(await handed(sentence, { eventType: 'Open', mail: {} })).toEqual({ outcomes: ['not_ours', 'not_ours'] }),
  );
  expect(lines).toHaveLength(2);
});
