import { foldAddress } from '../../../domain/privacy/fold-address.ts';

test.each([
  ['capitals', 'Kim.Mina@Example.COM', 'kim.mina@example.com'],
  ['space around it', ' mina@example.com ', 'mina@example.com'],
  ['letters in parts', 'jos\u0065\u0301@example.com', 'jos\u00e9@example.com'],
])('one address in several spellings is one person: %s', (_, one, other) => {
  expect(foldAddress(one)).toBe(foldAddress(other));
});

test('what stands before the @ is not guessed at', () => {
  expect(foldAddress('mina+shop@example.com')).not.toBe(foldAddress('mina@example.com'));
  expect(foldAddress('m.ina@example.com')).not.toBe(foldAddress('mina@example.com'));
});
