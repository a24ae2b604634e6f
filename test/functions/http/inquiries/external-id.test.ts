import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { readIdempotencyKey } from '../../../../functions/http/shared/idempotency.ts';
import { submitInquiry } from '../../../../functions/transactions/submit-inquiry.ts';
import { Problem } from '../../../../schemas/api/problem.ts';
import { InquiryId, Run } from '../../../../schemas/ids.ts';
import { durationSeconds, epochMs } from '../../../../schemas/units.ts';
import { pngFile } from '../../../domain/attachments/png-file.ts';
import { asCompany, call, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const inquiry = { title: 'Where is my parcel?', content: 'It should have come on Monday.' };

const submit = (
  fields: object,
  { key, companyId = world.company.companyId }: { key?: string; companyId?: HttpWorld['company']['companyId'] } = {},
) => {
  const request = jsonBody({ ...inquiry, ...fields });
  return call(handler, {
    path: '/v1/inquiries',
    authorizer: asCompany(companyId),
    ...request,
    headers: { ...request.headers, ...(key !== undefined && { 'idempotency-key': key }) },
  });
};

const idOf = ({ body }: { body: string }) => InquiryId.parse(JSON.parse(body).id);

test('a second inquiry with the externalId is refused and led to the first, its uploads taken back', async () => {
  const first = await submit({ externalId: 'order-1' });
  const removedBefore = world.aws.calls('DeleteObject').length;
  const data = pngFile({ widthPx: 3, heightPx: 3, rows: Buffer.alloc(12) }).toString('base64');

  const second = await submit({
    externalId: 'order-1',
    attachments: [{ filename: 'a.png', contentType: 'image/png', data }],
  });

  expect(Problem.parse(jsonOf(second))).toMatchObject({
    status: 409,
    code: 'external_id_taken',
    inquiryId: idOf(first),
  });
  expect(world.aws.calls('DeleteObject').length - removedBefore).toBe(1);
});

test.each(['Order-2', 'order-2 ', 'ｏrder-2'])('%j is not order-2', async (externalId) => {
  await submit({ externalId: 'order-2' });

  expect((await submit({ externalId })).statusCode).toBe(202);
});

test('an externalId belongs to its company', async () => {
  const mine = await submit({ externalId: 'order-3' });
  const theirs = await submit({ externalId: 'order-3' }, { companyId: world.otherCompany.companyId });

  expect([mine.statusCode, theirs.statusCode]).toEqual([202, 202]);
});

test('a replay under its Idempotency-Key is no conflict', async () => {
  const first = await submit({ externalId: 'order-4' }, { key: 'key-4' });
  const replay = await submit({ externalId: 'order-4' }, { key: 'key-4' });
  const otherKey = await submit({ externalId: 'order-4' }, { key: 'key-5' });

  expect(replay.body).toBe(first.body);
  expect(jsonOf(otherKey)).toMatchObject({ code: 'external_id_taken', inquiryId: idOf(first) });
});

test('of ten at once with one externalId a single inquiry comes', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => submit({ externalId: 'order-5' })));

  const accepted = answers.filter(({ statusCode }) => statusCode === 202);
  const refused = answers.filter(({ statusCode }) => statusCode !== 202).map(jsonOf);
  expect(accepted).toHaveLength(1);
  expect(refused).toEqual(
    refused.map(() => expect.objectContaining({ code: expect.stringMatching(/^(external_id_taken|unavailable)$/) })),
  );
});

test('a commit whose answer is lost is one inquiry with its externalId', async () => {
  world.aws.loseNext('TransactWriteItems', 2);

  const answer = await submit({ externalId: 'order-6' });

  expect(answer.statusCode).toBe(202);
  expect(jsonOf(await submit({ externalId: 'order-6' }))).toMatchObject({ inquiryId: idOf(answer) });
});

test.each([
  [24 * 3_600_000 + 1_000, false],
  [24 * 3_600_000 - 60_000, true],
])('an Idempotency-Key of %i ms ago that the table still has: replayed %p', async (ageMs, isReplayed) => {
  const earlier = InquiryId.parse(`01jd00000000000000000000${isReplayed ? 'yy' : 'nn'}`);
  const key = `key-${ageMs}`;
  const idempotency = readIdempotencyKey('submitInquiry', {
    mode: 'live',
    headers: { 'idempotency-key': key },
    bytes: Buffer.from(JSON.stringify(inquiry)),
  });
  await submitInquiry({
    ...inquiry,
    inquiryId: earlier,
    companyId: world.company.companyId,
    run: Run.parse(1),
    attachments: [],
    estimatedResponseTime: durationSeconds(60),
    ...(idempotency !== undefined && { idempotency }),
    nowMs: epochMs(Date.now() - ageMs),
  });

  const answer = await submit({}, { key });
  const again = await submit({}, { key });

  expect(idOf(answer) === earlier).toBe(isReplayed);
  expect(idOf(again)).toBe(idOf(answer));
  expect(await readWorkspace(idOf(answer))).not.toBeNull();
});
