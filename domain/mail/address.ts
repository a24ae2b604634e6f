import type { Mode } from '../../schemas/mode.ts';

/** SES takes mail to this domain, delivers it nowhere, and counts no bounce (SES Developer Guide, "mailbox simulator"). */
export const simulatorDomain = 'simulator.amazonses.com';

const simulatorAddress = `success@${simulatorDomain}`;

interface AddressedMail {
  readonly to: string;
  readonly subject: string;
}

/**
 * Where a mail may go. That of a live inquiry goes to whom it is for; that of a test inquiry never does: it goes to the
 * company's test address or, without one, to SES's simulator, and says in its subject what it is.
 */
export function addressMail(
  mail: AddressedMail,
  { mode, testMailAddress }: { mode: Mode; testMailAddress: string | undefined },
): AddressedMail {
  if (mode === 'live') return mail;
  return { to: testMailAddress ?? simulatorAddress, subject: `[TEST] ${mail.subject}` };
}

/** The form in which two spellings of one mail address are the same: composed Unicode, lower case, nothing around it. */
export const foldAddress = (address: string): string => address.normalize('NFC').trim().toLowerCase();
