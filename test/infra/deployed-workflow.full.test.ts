import { describeWorkflow } from '../workflow/contract.ts';
import { granted } from './granted-rights.ts';
import { openDeployed } from './open-deployed.ts';
import { recorded } from './recorded-rights.ts';

describeWorkflow('the synthesized definition and the bundled functions', openDeployed);

test('no function has called for a right that its role has not', () => {
  expect(recorded.size).toBeGreaterThan(15);
  const missing = [...recorded].flatMap(([name, rights]) =>
    [...rights].filter((right) => granted[name]?.includes(right) !== true).map((right) => `${name} ${right}`),
  );
  expect(missing).toEqual([]);
});
