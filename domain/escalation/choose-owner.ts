import type { StaffMember } from '../../schemas/company.ts';
import type { AgentId } from '../../schemas/ids.ts';

/**
 * The owner of a case: someone of `role`, else a manager, else anyone; when all are excepted, one of them nevertheless,
 * since a case always has an owner. Seeds spread evenly over the staff; the same seed gives the same person, also when
 * the list is reordered or someone else joins or leaves (rendezvous hashing, Thaler and Ravishankar 1998).
 * @param options.role whom to prefer; agents when absent.
 * @throws RangeError when there is no staff.
 */
export function chooseOwner(
  staff: readonly StaffMember[],
  options: { readonly seed: string; readonly except?: readonly AgentId[]; readonly role?: StaffMember['role'] },
): StaffMember {
  const { seed, except = [], role = 'agent' } = options;
  const others = staff.filter(({ agentId }) => !except.includes(agentId));
  const withRole = (people: readonly StaffMember[], wanted: StaffMember['role']) =>
    people.filter((member) => member.role === wanted);
  const circles = [withRole(others, role), withRole(others, 'manager'), others, withRole(staff, role), staff];
  const circle = circles.find((people) => people.length > 0);
  if (circle === undefined) throw new RangeError('the company has 0 staff members, expected 1 or more');
  return circle.reduce((best, member) => (weightOf(seed, member) > weightOf(seed, best) ? member : best));
}

/** FNV-1a over "seed|agent" with the finalizer of MurmurHash3, which spreads it over all 32 bits. */
function weightOf(seed: string, { agentId }: StaffMember): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}|${agentId}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
