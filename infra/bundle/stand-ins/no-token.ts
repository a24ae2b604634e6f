/** Replaces `@aws-sdk/token-providers`, the SDK's bearer tokens: functions sign with their role's credentials. */
const refuse = (): (() => Promise<never>) => async () => {
  throw new Error('Bearer tokens are not part of this bundle');
};

export { refuse as fromEnvSigningName, refuse as nodeProvider };
