/**
 * One quick retry inside the SDK, for a dropped connection; everything longer is waited out by the state machine, where
 * waiting costs nothing and the error keeps its name.
 */
export const sdkDefaults = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000 },
} as const;
