/** Stands for `bowser`, with which the SDK finds out in which browser it runs. */
export const parse = (): never => {
  throw new Error('Browsers are not part of this bundle');
};
