import { listDueWork } from '../../../../functions/entities/due-work.ts';
import { listEvents } from '../../../../functions/entities/timeline.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { handler as read } from '../../../../functions/http/read.ts';
import { lookAt } from '../../../../functions/sweep/look-at.ts';
import { InquiryDetail } from '../../../../schemas/api/inquiries.ts';
import type { InquiryId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { asCompany, asCustomer, call, type EventParts, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnswer, givenEscalation, givenInquiry, headOf } from '../../../support/inquiry-fixtures.ts';
import { loggedBy } from '../../../support/logged-lines.ts';

let world: HttpWorld;
beforeAll(async () => {
  Object.assign(process.env, { METRICS_NAMESPACE: 'Inquiries/test' });
  world = await openHttpWorld();
});
afterAll(() => world.close());

const newInquiry = () => givenInquiry(world.company.companyId);

const answeredInquiry = async (): Promise<InquiryId> => {
  const inquiryId = await newInquiry();
  await givenAnswer(inquiryId);
  return inquiryId;
};

const judge = (inquiryId: InquiryId, body: object, parts: Partial<EventParts> = {}) =>
  call(handler, {
    path: `/v1/inquiries/${inquiryId}/feedback`,
    authorizer: asCustomer(inquiryId),
    ...jsonBody(body),
    ...parts,
  });

const feedbackOf = async (inquiryId: InquiryId) =>
  (await listEvents(inquiryId)).filter(({ kind }) => kind === 'feedback').map(({ facts }) => facts);

test('a helpful answer resolves the inquiry, and the sweeper puts it to rest', async () => {
  const inquiryId = await answeredInquiry();

  const answer = await judge(inquiryId, { helpful: true, comment: 'Thank you!' });

  const nowMs = epochMs(Date.now());
  const due = (await listDueWork(nowMs)).find((item) => item.inquiryId === inquiryId);
  expect(answer.statusCode).toBe(200);
  expect(jsonOf(answer)).toEqual({ id: inquiryId, status: 'resolved', helpful: true });
  expect(await headOf(inquiryId)).toMatchObject({ status: 'resolved', feedback: { run: 1, helpful: true } });
  expect(await feedbackOf(inquiryId)).toEqual([{ by: 'customer', helpful: true, comment: 'Thank you!' }]);
  expect(due === undefined ? 'nothing due' : await lookAt(due, nowMs)).toBe('at_rest');
});

test('an answer that did not help is told to the company and changes no status', async () => {
  const inquiryId = await answeredInquiry();
  const authorizer = asCompany(world.company.companyId);

  const answer = await judge(inquiryId, { helpful: false }, { authorizer });

  const detail = await call(read, { path: `/v1/inquiries/${inquiryId}`, authorizer });
  expect(jsonOf(answer)).toEqual({ id: inquiryId, status: 'ai_responded', helpful: false });
  expect(InquiryDetail.parse(jsonOf(detail)).feedback).toEqual({ run: 1, helpful: false });
  expect(await feedbackOf(inquiryId)).toEqual([{ by: 'company', helpful: false }]);
});

test.each([1, 2])(
  'a verdict with a comment whose answer is lost %i times is recorded once, also when it is repeated',
  async (times) => {
    const inquiryId = await answeredInquiry();
    const verdict = { helpful: true, comment: 'Thank you!' };
    world.aws.loseNext('TransactWriteItems', times);

    await judge(inquiryId, verdict);
    const again = await judge(inquiryId, verdict);

    expect(jsonOf(again)).toMatchObject({ status: 'resolved', helpful: true });
    expect(await feedbackOf(inquiryId)).toEqual([{ by: 'customer', ...verdict }]);
    await judge(inquiryId, { ...verdict, comment: 'Thanks again!' });
    expect(await feedbackOf(inquiryId)).toHaveLength(2);
  },
);

test('the same verdict again changes nothing, another one counts', async () => {
  const inquiryId = await answeredInquiry();
  await judge(inquiryId, { helpful: true });
  const { version } = await headOf(inquiryId);

  const again = await judge(inquiryId, { helpful: true });
  const versionAfter = (await headOf(inquiryId)).version;
  const other = await judge(inquiryId, { helpful: false, comment: 'Not after all' });

  expect(jsonOf(again)).toMatchObject({ status: 'resolved', helpful: true });
  expect(versionAfter).toBe(version);
  expect(jsonOf(other)).toEqual({ id: inquiryId, status: 'resolved', helpful: false });
  expect(await headOf(inquiryId)).toMatchObject({ feedback: { helpful: false } });
});

test.each([
  ['pending', newInquiry],
  [
    'escalated',
    async () => {
      const inquiryId = await newInquiry();
      await givenEscalation(world.company.companyId, inquiryId);
      return inquiryId;
    },
  ],
])('while an inquiry is %s there is nothing to judge', async (_, prepare) => {
  expect(jsonOf(await judge(await prepare(), { helpful: true }))).toMatchObject({
    status: 409,
    code: 'status_conflict',
  });
});

test('ten at once are one verdict', async () => {
  const inquiryId = await answeredInquiry();

  const answers = await Promise.all(Array.from({ length: 10 }, () => judge(inquiryId, { helpful: true })));

  expect(answers.filter(({ statusCode }) => ![200, 503].includes(statusCode))).toEqual([]);
  expect(await headOf(inquiryId)).toMatchObject({ status: 'resolved' });
});

test.each([
  [{}, 'helpful'],
  [{ helpful: 'yes' }, 'helpful'],
  [{ helpful: true, comment: ' ' }, 'comment'],
  [{ helpful: true, comment: 'x'.repeat(1_001) }, 'comment'],
  [{ helpful: true, stars: 5 }, 'stars'],
])('%j is refused', async (body, path) => {
  expect(jsonOf(await judge(await answeredInquiry(), body))).toMatchObject({ status: 422, errors: [{ path }] });
});

test('nobody else judges it', async () => {
  const inquiryId = await answeredInquiry();
  const body = { helpful: true };

  const answers = [
    await judge(inquiryId, body, { authorizer: asCompany(world.otherCompany.companyId) }),
    await judge(inquiryId, body, { authorizer: asCustomer(await newInquiry()) }),
    await judge(inquiryId, body, { authorizer: asCompany(world.company.companyId, 'inquiries:read') }),
  ];

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 403]);
  expect(await feedbackOf(inquiryId)).toEqual([]);
});

test.each([
  [true, 1],
  [false, 0],
])('a verdict of %s counts as %i in the metric of satisfaction, once', async (helpful, value) => {
  const inquiryId = await answeredInquiry();

  const lines = await loggedBy(async () => {
    await judge(inquiryId, { helpful });
    await judge(inquiryId, { helpful });
  });

  const metrics = lines.filter((line) => JSON.stringify(line).includes('HelpfulFeedback'));
  expect(metrics).toEqual([expect.objectContaining({ HelpfulFeedback: value })]);
});
