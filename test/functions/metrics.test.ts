import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setFunctionEnvironment } from '../support/function-environment.ts';

const metrics = fileURLToPath(new URL('../../functions/metrics.ts', import.meta.url));

/** In a process of its own, since the configuration is read once. */
function emitted(namespace: string | undefined, values: object): string {
  setFunctionEnvironment();
  const { METRICS_NAMESPACE: _, ...environment } = process.env;
  const script = `import(${JSON.stringify(metrics)}).then(({ emitMetrics }) => emitMetrics(${JSON.stringify(values)}))`;
  const { stdout } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--eval', script], {
    encoding: 'utf8',
    env: { ...environment, ...(namespace !== undefined && { METRICS_NAMESPACE: namespace }) },
  });
  return stdout;
}

test('metrics are one line in the embedded format, without a dimension', () => {
  expect(JSON.parse(emitted('Inquiries/test', { ModelCostUsd: 0.002, PromptTokens: 900 }))).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'Inquiries/test',
          Dimensions: [[]],
          Metrics: [
            { Name: 'ModelCostUsd', Unit: 'None' },
            { Name: 'PromptTokens', Unit: 'Count' },
          ],
        },
      ],
    },
    ModelCostUsd: 0.002,
    PromptTokens: 900,
  });
});

test('without a namespace, as on one machine, there are none', () => {
  expect(emitted(undefined, { AnswersStored: 1 })).toBe('');
});
