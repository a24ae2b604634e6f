import type { CompanySettings } from '../../../schemas/company.ts';
import type { AgentId } from '../../../schemas/ids.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** @throws ProblemError validation_failed with the fields that name nobody of the staff */
export function requireStaff({ staff }: CompanySettings, agents: Readonly<Record<string, AgentId>>): void {
  const strangers = Object.entries(agents).filter(([, agentId]) => !staff.some((one) => one.agentId === agentId));
  if (strangers.length === 0) return;
  throw new ProblemError('validation_failed', {
    detail: `Invalid: ${strangers.map(([path]) => path).join(', ')}`,
    errors: strangers.map(([path]) => ({ path, message: 'is not on the staff' })),
  });
}
