import { shownAddress } from '../../../../local/aws/outbox/mail-store.ts';

test.each([
  ['=?UTF-8?B?66mU66as65SU7JWI?= <inquiries@example.com>', '메리디안 <inquiries@example.com>'],
  ['Shop <inquiries@example.com>', 'Shop <inquiries@example.com>'],
])('%s is shown as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});
