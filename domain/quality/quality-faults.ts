/** What can be wrong with an answer, as staff and the model read it, and whether a second draft can mend it. */
export const qualityFaults = {
  no_citation: { text: 'The answer cites no passage', isMendable: true },
  unknown_passage: { text: 'A citation names a passage that was not given', isMendable: true },
  quote_not_found: { text: 'A quote does not stand word for word in the cited passage', isMendable: true },
  unsupported_fact: {
    text: 'A number, date, amount, link or address of the answer stands in no cited passage',
    isMendable: true,
  },
  ungrounded: { text: 'Part of the answer is not supported by the cited passages', isMendable: true },
  wrong_language: { text: 'The answer is not in the language of the inquiry', isMendable: true },
  not_covered: { text: 'The answer does not cover what was asked', isMendable: true },
  weak_retrieval: {
    text: 'The company’s knowledge does not seem to hold an answer to this inquiry',
    isMendable: false,
  },
  illegible: { text: 'The attachment could not be read well', isMendable: false },
} as const satisfies Record<string, { readonly text: string; readonly isMendable: boolean }>;

export type QualityFault = keyof typeof qualityFaults;

/** The reason's sentence: the fault's text and, behind a colon, what it was found on. */
export function reasonOf(fault: QualityFault, details: readonly string[] = []): string {
  const { text } = qualityFaults[fault];
  return details.length === 0 ? text : `${text}: ${details.join(', ')}`.slice(0, 300);
}

/** Whether the reason is a fault of the draft, which a second draft can mend; false for a reason from elsewhere. */
export function isMendableReason(reason: string): boolean {
  return Object.values(qualityFaults).some(({ text, isMendable }) => isMendable && reason.startsWith(text));
}
