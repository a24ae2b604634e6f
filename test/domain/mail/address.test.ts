import { addressMail, foldAddress } from '../../../domain/mail/address.ts';

describe('test mail', () => {
  const mail = { to: 'kim@example.com', subject: 'Your answer' };

  test('mail about a live inquiry goes to whom it is for, whatever the test address is', () => {
    expect(addressMail(mail, { mode: 'live', testMailAddress: 'qa@example.com' })).toEqual(mail);
  });

  test.each([
    ['qa@example.com', 'qa@example.com'],
    [undefined, 'success@simulator.amazonses.com'],
  ])('mail about a test inquiry, with the test address %s, goes to %s and says what it is', (testMailAddress, to) => {
    expect(addressMail(mail, { mode: 'test', testMailAddress })).toEqual({ to, subject: '[TEST] Your answer' });
  });
});

describe('fold address', () => {
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
});
