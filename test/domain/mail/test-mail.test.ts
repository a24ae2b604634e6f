import { addressMail } from '../../../domain/mail/test-mail.ts';

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
