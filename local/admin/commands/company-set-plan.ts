import { setPlan } from '../../../functions/entities/writes/set-plan.ts';
import { Plan } from '../../../schemas/company.ts';
import { checked } from '../checked.ts';
import { type Command, RefusedError, UsageError } from '../command.ts';
import { companyOf } from '../company-of.ts';

export const companySetPlan: Command = {
  name: 'company set-plan',
  summary: 'move a company to another plan',
  usage: '<companyId> basic|pro|enterprise',
  help: ['Functions that are warm go by the old plan for half a minute.'],
  options: {},
  async run({ positionals }, nowMs) {
    const [companyId, wanted, ...more] = positionals;
    if (companyId === undefined || wanted === undefined || more.length > 0)
      throw new UsageError('company set-plan takes a company id and a plan');
    const plan = checked(Plan, wanted, 'plan');
    const settings = await companyOf(companyId, nowMs);
    if ((await setPlan(settings, plan)) === 'changed')
      throw new RefusedError('The settings have been changed meanwhile; try again');
    const from = settings.plan;
    return { json: { companyId, plan, before: from }, lines: [`${settings.name}: ${from} → ${plan}`] };
  },
};
