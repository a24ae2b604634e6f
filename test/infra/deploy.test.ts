import { readFileSync } from 'node:fs';
import { deployArguments } from '../../infra/deploy-arguments.ts';

test('a profile of ours becomes context, and the rest is handed on to the CDK', () => {
  expect(deployArguments(['--profile', 'production', '--context', 'name=shop', '--verbose'], 'pepper')).toEqual([
    'deploy',
    '--all',
    '--context',
    'profile=production',
    '--context',
    'name=shop',
    '--verbose',
  ]);
});

test('the small profile is given its pepper, in the stack of the deployment’s name', () => {
  const words = deployArguments(['--profile', 'small', '--context', 'name=shop'], 'pepper');
  expect(words).toEqual(expect.arrayContaining(['--parameters', 'shop-app:TokenPepper=pepper']));
  expect(deployArguments(['--profile', 'small'], undefined)).not.toContain('--parameters');
});

test('a deployment without a profile is refused', () => {
  expect(() => deployArguments(['--verbose'], undefined)).toThrow('--profile is missing');
});

test('the workflow deploys by OIDC and by the profile of its environment, and looks whether it works', () => {
  const workflow = readFileSync(new URL('../../.github/workflows/deploy.yml', import.meta.url), 'utf8');
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  for (const [, variable] of workflow.matchAll(/vars\.(\w+)/g)) expect(runbook).toContain(`\`${variable}\``);
  expect(workflow).toContain('id-token: write');
  expect(workflow).toMatch(/role-to-assume: .* vars\.DEPLOY_ROLE_ARN /);
  expect(workflow).not.toMatch(/AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|aws-access-key-id/);
  expect(workflow).toContain('for path in healthz readyz openapi.json');
  // The console finds the API that was just deployed.
  expect(workflow).toContain('--outputs-file outputs.json');
  expect(workflow).toMatch(/"\$console\/config\.json" \|\n +jq .*\.apiBaseUrl == \$api/);
});
