/** The form in which two spellings of one mail address are the same: composed Unicode, lower case, nothing around it. */
export const foldAddress = (address: string): string => address.normalize('NFC').trim().toLowerCase();
