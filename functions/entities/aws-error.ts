/**
 * Runs a store call; what ElectroDB has renamed `ElectroError` is thrown as the AWS error inside it, so that Retriers
 * and the HTTP layer see AWS's own name. Where calls are many they ask ElectroDB for `originalErr`: it then takes no stack
 * trace before each call for an error that seldom comes.
 */
export async function withAwsErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isRenamed = error instanceof Error && error.name === 'ElectroError' && error.cause instanceof Error;
    throw isRenamed ? error.cause : error;
  }
}
