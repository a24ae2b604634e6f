/**
 * Runs a store call; what ElectroDB has renamed `ElectroError` is thrown as the AWS error inside it, so that Retriers
 * and the HTTP layer see AWS's own name.
 */
export async function withAwsErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
}
