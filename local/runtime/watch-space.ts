import { statfsSync } from 'node:fs';
import type { Log } from '../aws/log.ts';

const MEGABYTE = 2 ** 20;
/** The reserve for accepted work: a twentieth of the disk within these bounds. */
const SMALLEST_RESERVE_BYTES = 4 * MEGABYTE;
const LARGEST_RESERVE_BYTES = 64 * MEGABYTE;
const LOOK_EVERY_MS = 500;

export interface DiskSize {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface Space {
  /** Whether new work may be taken in. */
  hasRoom(): boolean;
  /** The journal's own word, which counts whatever the disk says is free. */
  journalStalled(isStalled: boolean): void;
  close(): Promise<void>;
}

/**
 * Watches the disk of the data folder. While less than the reserve is free, or the journal cannot be written, no task
 * begins (`pause`) and no new work is accepted; accepted work waits and resumes once there is room.
 */
export function watchSpace(options: {
  readonly dataDir: string;
  readonly pause: () => () => void;
  readonly log: Log;
  readonly sizeOf?: (folder: string) => DiskSize;
}): Space {
  const { dataDir, pause, log, sizeOf = diskSize } = options;
  let resume: (() => void) | undefined;
  let isStalled = false;

  const look = (): void => {
    const hasRoom = !isStalled && isRoomy(sizeOf(dataDir));
    if (hasRoom === (resume === undefined)) return;
    if (hasRoom) {
      log.warn('There is room on the disk of the data folder again: work goes on', { dataDir });
      resume?.();
      resume = undefined;
    } else {
      log.error('The disk of the data folder is full: work waits and new work is refused', { dataDir });
      resume = pause();
    }
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    hasRoom() {
      look();
      return resume === undefined;
    },
    journalStalled(stalled) {
      isStalled = stalled;
      look();
    },
    async close() {
      clearInterval(timer);
    },
  };
}

/** A file system without a size counts as having room. */
function isRoomy({ freeBytes, totalBytes }: DiskSize): boolean {
  const reserveBytes = Math.min(LARGEST_RESERVE_BYTES, Math.max(SMALLEST_RESERVE_BYTES, totalBytes / 20));
  return totalBytes === 0 || freeBytes >= reserveBytes;
}

function diskSize(folder: string): DiskSize {
  const { bavail, blocks, bsize } = statfsSync(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
