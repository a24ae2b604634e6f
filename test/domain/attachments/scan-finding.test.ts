import { scanFindingOf } from '../../../domain/attachments/scan-finding.ts';

test.each([
  ['NO_THREATS_FOUND', 0, 'clean'],
  ['THREATS_FOUND', 900, 'infected'],
  ['UNSUPPORTED', 0, 'unscanned'],
  ['ACCESS_DENIED', 0, 'unscanned'],
  ['FAILED', 0, 'unscanned'],
  [undefined, 299.9, 'pending'],
  [undefined, 300, 'unscanned'],
])('the tag %s after %d seconds is %s', (tag, ageSeconds, finding) => {
  expect(scanFindingOf(tag, ageSeconds)).toBe(finding);
});
