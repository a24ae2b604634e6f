/** One limit in an answer's headers. */
export interface Limit {
  /** Its name in the fields: letters only. */
  readonly name: 'requests' | 'inquiries';
  /** Requests per window. */
  readonly quota: number;
  readonly windowSeconds: number;
  /** Requests left now, 0 or more. */
  readonly left: number;
  /** Seconds until all are available again. */
  readonly resetSeconds: number;
}

/**
 * The fields `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10), as structured fields (RFC
 * 9651).
 */
export const rateLimitFields = (limits: readonly Limit[]): Readonly<Record<string, string>> =>
  limits.length === 0
    ? {}
    : {
        'ratelimit-policy': limits
          .map(({ name, quota, windowSeconds }) => `"${name}";q=${quota};w=${whole(windowSeconds)}`)
          .join(', '),
        ratelimit: limits
          .map(
            ({ name, left, resetSeconds }) => `"${name}";r=${Math.max(0, Math.floor(left))};t=${whole(resetSeconds)}`,
          )
          .join(', '),
      };

/** Whole seconds for `Retry-After`, 1 or more. */
export const retryAfterSeconds = (waitMs: number): number => Math.max(1, Math.ceil(waitMs / 1_000));

const whole = (seconds: number): number => Math.max(0, Math.ceil(seconds));
