import { readWorkspace } from '../../../functions/entities/workspace.ts';
import { emitUnownedAge } from '../../../functions/sweep/emit-ages.ts';
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
