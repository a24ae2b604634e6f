import { listDueWork } from '../../../functions/entities/due-work.ts';
import { readWorkspace } from '../../../functions/entities/workspace.ts';
import { emitPendingAge, emitUnownedAge } from '../../../functions/sweep/emit-ages.ts';
import { lookAt } from '../../../functions/sweep/look-at.ts';
import { AgentId, type InquiryId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenEscalation, givenInquiry } from '../../support/inquiry-fixtures.ts';
import { loggedBy } from '../../support/logged-lines.ts';

let world: HttpWorld;
beforeAll(async () => {
  Object.assign(process.env, { METRICS_NAMESPACE: 'Inquiries/test' });
  world = await openHttpWorld();
});
afterAll(() => world.close());

describe('the age of a pending inquiry', () => {
  const sentAtMs = epochMs(1_700_000_000_000);
  const given = () => givenInquiry(world.company.companyId, { nowMs: sentAtMs });
  const measured = (seconds: number) => expect.objectContaining({ OldestPendingInquirySeconds: seconds });

  test('an inquiry that has been pending for longer than a run takes is measured by its age', async () => {
    const workspace = await readWorkspace(await given());
    if (workspace === null) throw new Error('There is no such inquiry');
    const told = (afterMs: number) => loggedBy(async () => emitPendingAge(workspace, epochMs(sentAtMs + afterMs)));

    expect(await told(299_999)).toEqual([]);
    expect(await told(300_000)).toEqual([measured(300)]);
  });

  test('one that people gave back is measured from then on', async () => {
    const { companyId } = world.company;
    const inquiryId = await given();
    await givenEscalation(companyId, inquiryId, { nowMs: sentAtMs });
    const workspace = await readWorkspace(inquiryId);
    if (workspace === null) throw new Error('There is no such inquiry');
    const givenBackAtMs = epochMs(sentAtMs + 1_000_000);
    const inquiry = { ...workspace.inquiry, status: 'pending' as const, updatedAtMs: givenBackAtMs };

    expect(
      await loggedBy(async () => emitPendingAge({ ...workspace, inquiry }, epochMs(givenBackAtMs + 600_000))),
    ).toEqual([measured(600)]);
  });

  test('the sweeper measures each pending inquiry that it looks at', async () => {
    const inquiryId = await given();
    const nowMs = epochMs(sentAtMs + 2_400_000);
    const due = (await listDueWork(nowMs)).find((item) => item.inquiryId === inquiryId);
    if (due === undefined) throw new Error('Nothing is due');
    world.aws.failNext('DescribeExecution', 'ExecutionDoesNotExist');

    expect(await loggedBy(() => lookAt(due, nowMs))).toContainEqual(measured(2_400));
  });
});

describe('the age of an escalation without an owner', () => {
  const openedAtMs = epochMs(1_700_000_000_000);
  const nowMs = epochMs(openedAtMs + 1_200_000);

  async function told(inquiryId: InquiryId, ownerAgentId: AgentId): Promise<readonly unknown[]> {
    const workspace = await readWorkspace(inquiryId);
    if (workspace === null) throw new Error('There is no such inquiry');
    const escalations = workspace.escalations.map((item) => ({ ...item, ownerAgentId, openedAtMs }));
    return loggedBy(() => emitUnownedAge({ ...workspace, escalations }, nowMs));
  }

  test('an escalation whose owner has left the staff is measured by its age', async () => {
    const { companyId } = world.company;
    const inquiryId = await givenInquiry(companyId);
    await givenEscalation(companyId, inquiryId, { nowMs: openedAtMs });

    expect(await told(inquiryId, AgentId.parse('gone'))).toEqual([
      expect.objectContaining({ OldestUnownedEscalationSeconds: 1_200 }),
    ]);
    expect(await told(inquiryId, AgentId.parse('mina'))).toEqual([]);
  });
});
