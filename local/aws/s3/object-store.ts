import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCode } from '../../system-errors.ts';
import { type ObjectIndex, openIndex, type StoredObject } from './object-index.ts';

export interface ObjectStore extends Pick<ObjectIndex, 'tag' | 'tagsOf' | 'olderThan'> {
  createBucket(bucket: string): void;
  deleteBucket(bucket: string): void;
  hasBucket(bucket: string): boolean;
  find(bucket: string, key: string): StoredObject | undefined;
  put(bucket: string, object: Omit<StoredObject, 'file'>, bytes: Uint8Array): Promise<void>;
  /** Undefined when the object was replaced or removed since it was found, or its file is gone or cut short. */
  read(bucket: string, object: StoredObject, range: { start: number; end: number }): Promise<Buffer | undefined>;
  remove(bucket: string, key: string): Promise<void>;
  /** In the order of the keys' UTF-8 bytes, those after `after`. */
  list(bucket: string, page: { prefix: string; after: string; limit: number }): readonly StoredObject[];
}

/**
 * Objects in files, a folder for each bucket, under an index in SQLite. A new body goes to a file of its own and the
 * index row switches to it, so a reader or a crash sees the old object or the new one whole; a crash leaves at most an
 * unused file.
 */
export function openObjectStore(dataDir: string): ObjectStore {
  const root = join(dataDir, 'buckets');
  mkdirSync(root, { recursive: true });
  const index = openIndex(new DatabaseSync(join(dataDir, 'index.db')));
  const pathOf = (bucket: string, file: string): string => join(root, bucket, file);
  return {
    createBucket(bucket) {
      mkdirSync(join(root, bucket), { recursive: true });
      index.addBucket(bucket);
    },
    deleteBucket: index.removeBucket,
    hasBucket: index.hasBucket,
    find: index.find,
    async put(bucket, object, bytes) {
      const file = fileName(object.key);
      const old = await orRemoved(pathOf(bucket, file), async (path) => {
        await writeFile(path, bytes);
        return index.replace(bucket, { ...object, file });
      });
      if (old !== undefined) await rm(pathOf(bucket, old.file), { force: true });
    },
    read: (bucket, object, range) => readRange(pathOf(bucket, object.file), range),
    async remove(bucket, key) {
      const old = index.remove(bucket, key);
      if (old !== undefined) await rm(pathOf(bucket, old.file), { force: true });
    },
    list: index.list,
    olderThan: index.olderThan,
    tag: index.tag,
    tagsOf: index.tagsOf,
  };
}

/** Keys hold any characters and up to 1,024 bytes, which no file name takes. */
function fileName(key: string): string {
  return `${createHash('sha256').update(key).digest('hex').slice(0, 32)}-${randomBytes(8).toString('hex')}`;
}

async function readRange(path: string, { start, end }: { start: number; end: number }): Promise<Buffer | undefined> {
  try {
    await using file = await open(path);
    const bytes = Buffer.alloc(end - start);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) return undefined;
      filled += bytesRead;
    }
    return bytes;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes the file of a failed upload, so that a full disk does not collect partial files. */
async function orRemoved<Made>(path: string, make: (path: string) => Promise<Made>): Promise<Made> {
  try {
    return await make(path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
