import fc from 'fast-check';
import { chooseOwner } from '../../../domain/escalation/choose-owner.ts';
import { AgentId } from '../../../schemas/ids.ts';

const person = (name: string, role: 'agent' | 'manager') => ({
  agentId: AgentId.parse(name),
  name,
  email: `${name}@example.com`,
  role,
});
const jisoo = person('jisoo', 'agent');
const tom = person('tom', 'agent');
const ara = person('ara', 'agent');
const minho = person('minho', 'manager');
const eve = person('eve', 'manager');
const seeds = Array.from({ length: 3_000 }, (_, index) => `01jq0000000000000000000000-e${index}`);

describe('chooseOwner', () => {
  test('gives a case to the same person in each version, so that a replay mails nobody else', () => {
    const owners = seeds.slice(0, 8).map((seed) => chooseOwner([jisoo, tom, ara], { seed }).agentId);

    expect(owners).toEqual(['ara', 'ara', 'tom', 'jisoo', 'jisoo', 'tom', 'ara', 'tom']);
  });

  test('gives agents about the same number of cases and managers none', () => {
    const staff = [jisoo, tom, minho, ara];

    const counts = Map.groupBy(seeds, (seed) => chooseOwner(staff, { seed }).agentId);

    expect([...counts.keys()].toSorted()).toEqual(['ara', 'jisoo', 'tom']);
    for (const cases of counts.values()) expect(Math.abs(cases.length - 1_000)).toBeLessThan(120);
  });

  test('moves only the cases of the one who leaves', () => {
    const moved = seeds.filter(
      (seed) => chooseOwner([jisoo, tom, ara], { seed }).agentId !== chooseOwner([ara, jisoo], { seed }).agentId,
    );

    expect(moved).toEqual(seeds.filter((seed) => chooseOwner([jisoo, tom, ara], { seed }) === tom));
  });

  test.each([
    ['an agent who is not excepted', [jisoo, tom, minho], ['jisoo'], 'agent', 'tom'],
    ['a manager when no agent is left', [jisoo, minho], ['jisoo'], 'agent', 'minho'],
    ['a manager when asked for one', [jisoo, tom, minho], [], 'manager', 'minho'],
    ['another manager', [jisoo, minho, eve], ['minho'], 'manager', 'eve'],
    ['anyone when there is no manager', [jisoo, tom], ['tom'], 'manager', 'jisoo'],
    ['the same person when there is no other', [tom], ['tom'], 'agent', 'tom'],
    ['one of the wanted role when all are excepted', [tom, minho], ['tom', 'minho'], 'manager', 'minho'],
  ] as const)('gives %s', (_case, staff, except, role, expected) => {
    expect(chooseOwner(staff, { seed: 'case', except: except.map((id) => AgentId.parse(id)), role }).agentId).toBe(
      expected,
    );
  });

  test('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([jisoo, tom, ara, minho, eve], { minLength: 5 }), fc.string(), (staff, seed) => {
        expect(chooseOwner(staff, { seed })).toEqual(chooseOwner([jisoo, tom, ara, minho, eve], { seed }));
      }),
    );
  });

  test('refuses a company without staff', () => {
    expect(() => chooseOwner([], { seed: 'case' })).toThrow(
      new RangeError('the company has 0 staff members, expected 1 or more'),
    );
  });
});
