import { Escalation } from '../../../functions/entities/escalation.ts';
import { AgentId, CompanyId, escalationIdOf, InquiryId, Run } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';

beforeAll(() => setFunctionEnvironment());

test('the table keeps repeated handovers under the name that its items have always had', () => {
  const inquiryId = InquiryId.parse('01jd0000000000000000000bbb');
  const run = Run.parse(1);
  const stored: unknown = Escalation()
    .create({
      escalationId: escalationIdOf(inquiryId, run),
      inquiryId,
      companyId: CompanyId.parse('01jd0000000000000000000aaa'),
      run,
      state: 'open',
      stage: 'handed_over',
      reason: 'low_quality',
      reasons: [],
      urgency: 'high',
      ownerAgentId: AgentId.parse('mina'),
      generation: 1,
      openedAtMs: epochMs(1),
      dueAtMs: epochMs(2),
      slaDueAtMs: epochMs(3),
      repeatedHandovers: 2,
      version: 1,
    })
    .params();

  expect(stored).toMatchObject({ Item: { slips: 2 } });
  expect(stored).not.toHaveProperty('Item.repeatedHandovers');
});
