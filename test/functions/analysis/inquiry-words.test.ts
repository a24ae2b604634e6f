import { policy } from '../../../domain/policy.ts';
import { attachmentTextOf, isTextCut } from '../../../functions/analysis/inquiry-words.ts';
import type { PageTextItem } from '../../../functions/entities/inquiry-text.ts';
import { AttachmentNumber, InquiryId } from '../../../schemas/ids.ts';

const { mostInquiryCharacters } = policy.attachments;

const pageOf = (page: number, text: string, isCut = false): PageTextItem => ({
  inquiryId: InquiryId.parse('01j00000000000000000000000'),
  attachmentNumber: AttachmentNumber.parse(1),
  page,
  outcome: 'read',
  text,
  unsureWords: [],
  ...(isCut && { isCut }),
});

test('the text of all pages is read up to the limit and no further', () => {
  const exact = { pageTexts: [pageOf(1, 'a'.repeat(mostInquiryCharacters))] };
  const over = { pageTexts: [pageOf(1, 'a'.repeat(mostInquiryCharacters - 1)), pageOf(2, 'b')] };

  expect(isTextCut(exact)).toBe(false);
  expect(attachmentTextOf(exact)).toHaveLength(mostInquiryCharacters);
  expect(isTextCut(over)).toBe(true);
  expect(attachmentTextOf(over)).toHaveLength(mostInquiryCharacters);
});

test('a page that was cut when it was read counts as cut text', () => {
  expect(isTextCut({ pageTexts: [pageOf(1, 'short', true)] })).toBe(true);
  expect(isTextCut({ pageTexts: [pageOf(1, 'short')] })).toBe(false);
});

test('a cut leaves no half of a character behind', () => {
  const text = attachmentTextOf({ pageTexts: [pageOf(1, `a${'😀'.repeat(mostInquiryCharacters)}`)] });

  expect(text.isWellFormed()).toBe(true);
});
