import { createDraft } from '../../../functions/entities/draft.ts';
import { createPageText } from '../../../functions/entities/inquiry-text.ts';
import { readWorkspace } from '../../../functions/entities/workspace.ts';
import { usageOfRun } from '../../../functions/usage/usage-of-run.ts';
import { AttachmentNumber, Attempt, type InquiryId, Run } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenAnalysis, givenAnswer, givenInquiry } from '../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const nowMs = epochMs(Date.UTC(2026, 0, 5));

async function usageOf(inquiryId: InquiryId, run: number, fields: { mode?: 'test' } = {}) {
  const workspace = await readWorkspace(inquiryId);
  if (workspace === null) throw new Error('no workspace');
  const marked = { ...workspace, inquiry: { ...workspace.inquiry, ...fields } };
  return usageOfRun(marked, { run: Run.parse(run), outcome: 'escalated', nowMs });
}

const givenDraft = (inquiryId: InquiryId, run: number, attempt: number) =>
  createDraft({
    inquiryId,
    run: Run.parse(run),
    attempt: Attempt.parse(attempt),
    text: 'It comes on Tuesday.',
    citations: [],
    language: 'en',
    needsHuman: false,
    modelUsed: 'amazon.nova-lite-v1:0',
    promptVersion: '1',
    promptTokens: 1_000,
    completionTokens: 100,
    costUsd: 0.001,
    createdAtMs: nowMs,
  });

test('the first outcome counts every draft, page and analysis until then, a lost run’s too', async () => {
  const inquiryId = await givenInquiry(world.company.companyId, { content: 'word '.repeat(100) });
  await givenAnalysis(inquiryId, 'en');
  await givenDraft(inquiryId, 1, 1);
  await givenDraft(inquiryId, 1, 2);
  const page = { inquiryId, attachmentNumber: AttachmentNumber.parse(1), text: 'Parcel 4711', unsureWords: [] };
  await createPageText({ ...page, page: 1, outcome: 'read' });
  await createPageText({ ...page, page: 2, outcome: 'unreadable', text: '' });

  expect(await usageOf(inquiryId, 2)).toEqual({
    companyId: world.company.companyId,
    inquiryId,
    run: 2,
    atMs: nowMs,
    isFirst: true,
    outcome: 'escalated',
    promptTokens: 2_000,
    completionTokens: 200,
    modelCostUsd: 0.002,
    pagesRead: 1,
    comprehendUnits: 18,
  });
});

test('a later outcome counts only what came after the one before', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);
  await givenAnalysis(inquiryId, 'en');
  await givenDraft(inquiryId, 1, 1);
  await givenAnswer(inquiryId);
  await givenDraft(inquiryId, 2, 1);

  expect(await usageOf(inquiryId, 2)).toMatchObject({
    isFirst: false,
    promptTokens: 1_000,
    modelCostUsd: 0.001,
    pagesRead: 0,
    comprehendUnits: 0,
  });
});

test('an inquiry in test mode is not counted', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);

  expect(await usageOf(inquiryId, 1, { mode: 'test' })).toBeNull();
});
