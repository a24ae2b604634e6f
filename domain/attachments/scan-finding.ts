import { policy } from '../policy.ts';

/** The state of an attachment's malware scan. */
export type ScanFinding = 'clean' | 'infected' | 'unscanned' | 'pending';

/**
 * Reads the tag that GuardDuty Malware Protection for S3 leaves on an object it has scanned. `pending` = no tag yet and
 * still time for one; `unscanned` = none came, or the scan was impossible (UNSUPPORTED, ACCESS_DENIED, FAILED).
 */
export function scanFindingOf(tag: string | undefined, ageSeconds: number): ScanFinding {
  switch (tag) {
    case 'NO_THREATS_FOUND':
      return 'clean';
    case 'THREATS_FOUND':
      return 'infected';
    case undefined:
      return ageSeconds < policy.attachments.scanPatienceSeconds ? 'pending' : 'unscanned';
    default:
      return 'unscanned';
  }
}
