import type { Mode } from '../../schemas/mode.ts';

/**
 * SES takes mail to this domain, delivers it nowhere, and counts no bounce (SES Developer Guide, "mailbox simulator").
 */
export const simulatorDomain = 'simulator.amazonses.com';

const simulatorAddress = `success@${simulatorDomain}`;

interface AddressedMail {
  readonly to: string;
  readonly subject: string;
}

/**
 * The address of a mail. A live inquiry's goes to its recipient, a test inquiry's to the
 * company's test address or, without one, to SES's simulator, marked as a test in its subject.
 */
export function addressMail(
  mail: AddressedMail,
  { mode, testMailAddress }: { mode: Mode; testMailAddress: string | undefined },
): AddressedMail {
  if (mode === 'live') return mail;
  return { to: testMailAddress ?? simulatorAddress, subject: `[TEST] ${mail.subject}` };
}

/** The canonical form of a mail address: composed Unicode, lower case, trimmed. */
export const foldAddress = (address: string): string => address.normalize('NFC').trim().toLowerCase();
