import { changeSettings, findSettings } from '../../../functions/entities/company.ts';
import { Plan } from '../../../schemas/company.ts';
import { epochMs } from '../../../schemas/units.ts';
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
    const known = await findSettings((await companyOf(companyId, nowMs)).companyId);
    if (
      known === null ||
      !(await changeSettings(known, { settings: { ...known.settings, plan }, nowMs: epochMs(nowMs) }))
    )
      throw new RefusedError('The settings have been changed meanwhile; try again');
    const { name, plan: before } = known.settings;
    return { json: { companyId, plan, before }, lines: [`${name}: ${before} → ${plan}`] };
  },
};
