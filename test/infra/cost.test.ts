import { pricePerMillionTokens, prices } from '../../domain/cost/prices.ts';
import { inquiryCost, metricsUsd, pathShares, productionCost, statesOf } from '../../infra/cost/estimate.ts';
import { idleCost } from '../../infra/cost/idle-cost.ts';
import { priceReport } from '../../infra/cost/price-sources.ts';
import { synthesized } from '../support/synthesized.ts';

const models = { answer: 'apac.amazon.nova-lite-v1:0', transcribe: 'apac.amazon.nova-lite-v1:0' };

test('an answered text inquiry takes at most 14 state transitions, and the states are those of the flow', () => {
  expect(statesOf('answeredText')).toEqual([
    'BindInput',
    'Entry',
    'AnalyzeInquiry',
    'ScorePriority',
    'RetrieveKnowledge',
    'GenerateAnswer',
    'ScoreQuality',
    'QualityGate',
    'StoreAnswer',
    'NotifyCustomer',
    'Done',
  ]);
  expect(statesOf('answeredText').length).toBeLessThanOrEqual(14);
});

test('each page adds its own states, a redraft three, and a reminder four', () => {
  const transitions = (name: Parameters<typeof statesOf>[0]): number => statesOf(name).length;
  expect(transitions('answeredTwoPages') - transitions('answeredText')).toBe(2 + 2 * 2);
  expect(transitions('answeredAfterRedraft') - transitions('answeredText')).toBe(3);
  expect(transitions('escalatedAndRemindedTwice') - transitions('escalatedAndReplied')).toBe(2 * 4);
});

test('the shares of the paths make up all inquiries', () => {
  expect(Object.values(pathShares).reduce<number>((sum, share) => sum + share, 0)).toBeCloseTo(1);
});

test('a month without inquiries costs less than a dollar in the small profile, by list price', () => {
  const { data, app, operations } = synthesized('small');
  const lines = idleCost([data, app, operations].map((Resources) => ({ Resources })));
  const sum = lines.reduce((total, { usd }) => total + usd, 0);
  expect(sum).toBeGreaterThan(0.5);
  expect(sum).toBeLessThan(1);
});

test('production counts its alarms, dashboard, key, secret and web ACL', () => {
  const { data, app, operations } = synthesized('production');
  const words = idleCost([data, app, operations].map((Resources) => ({ Resources }))).map(({ what }) => what);
  expect(words).toEqual(
    expect.arrayContaining(['Composite alarms', 'Dashboard', 'Key', 'Secret', 'Web ACL', 'Sweeper: traces']),
  );
});

test('every part of an inquiry has a price, for an escalated one too', () => {
  for (const path of ['answeredText', 'answeredTwoPages', 'escalatedAndReplied'] as const)
    for (const { what, usd } of inquiryCost(path, models))
      expect([path, what, Number.isFinite(usd)]).toEqual([path, what, true]);
});

test('an hour without an inquiry has no metrics of one, and more than one an hour has no more', () => {
  expect(metricsUsd(0)).toBe(0);
  expect(metricsUsd(365)).toBeCloseTo(metricsUsd(730) / 2);
  expect(metricsUsd(10_000)).toBe(metricsUsd(730));
  expect(metricsUsd(730)).toBeCloseTo(5 * 0.3);
});

test('production counts the web ACL’s requests and the traces, those of agents too', () => {
  const usd = (path: Parameters<typeof productionCost>[0]) => productionCost(path).map((line) => line.usd);
  expect(usd('answeredText')).toEqual([expect.closeTo(11 * 0.6e-6, 12), expect.closeTo(12 * 5e-6, 12)]);
  expect(usd('escalatedAndReplied')).toEqual([expect.closeTo(13 * 0.6e-6, 12), expect.closeTo(14 * 5e-6, 12)]);
});

test('the report says of every price how it was checked, and hides none that was not', () => {
  const lines = priceReport();
  const { region, notedOn, ...amounts } = prices;
  const named = lines.flatMap((line) => line.slice(line.indexOf(': ') + 2).split(', '));

  expect(named.sort()).toEqual([...Object.keys(amounts), ...Object.keys(pricePerMillionTokens)].sort());
  expect(lines.at(-1)).toBe('not checked: tableGbMonth, tableBackupGbMonth, textractPage');
});
