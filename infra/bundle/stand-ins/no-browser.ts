/** Replaces `bowser`, with which the SDK detects its browser. */
export const parse = (): never => {
  throw new Error('Browsers are not part of this bundle');
};
