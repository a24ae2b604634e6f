import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';

/** The index entry of an object. */
export interface StoredObject {
  readonly key: string;
  /** MD5 of the body in hex, without quotes. */
  readonly etag: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly file: string;
  /** Response headers that came with the upload: type, user metadata, checksums. */
  readonly headers: Readonly<Record<string, string>>;
}

const row = z.object({
  key: z.string(),
  etag: z.string(),
  size_bytes: z.number(),
  modified_at_ms: z.number(),
  file: z.string(),
  headers: z.string(),
});
const texts = z.record(z.string(), z.string());
const keyRow = z.object({ key: z.string() });
const tagRow = z.object({ tags: z.string() });

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS object (
    bucket TEXT NOT NULL, key TEXT NOT NULL, etag TEXT NOT NULL, size_bytes INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL, file TEXT NOT NULL, headers TEXT NOT NULL, PRIMARY KEY (bucket, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tag_set (
    bucket TEXT NOT NULL, key TEXT NOT NULL, tags TEXT NOT NULL, PRIMARY KEY (bucket, key)
  ) WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS untag_removed AFTER DELETE ON object BEGIN
    DELETE FROM tag_set WHERE bucket = OLD.bucket AND key = OLD.key;
  END;
  CREATE TRIGGER IF NOT EXISTS untag_replaced AFTER INSERT ON object BEGIN
    DELETE FROM tag_set WHERE bucket = NEW.bucket AND key = NEW.key;
  END;`;

export interface ObjectIndex {
  addBucket(bucket: string): void;
  removeBucket(bucket: string): void;
  hasBucket(bucket: string): boolean;
  find(bucket: string, key: string): StoredObject | undefined;
  /** Both return the previous entry. */
  replace(bucket: string, object: StoredObject): StoredObject | undefined;
  remove(bucket: string, key: string): StoredObject | undefined;
  list(bucket: string, page: { prefix: string; after: string; limit: number }): readonly StoredObject[];
  /** Keys with the prefix that were written before a time, at most `limit`. */
  olderThan(bucket: string, page: { prefix: string; beforeMs: number; limit: number }): readonly string[];
  /** Of an object that is there; a new body has no tags. */
  tag(bucket: string, key: string, tags: Readonly<Record<string, string>>): void;
  tagsOf(bucket: string, key: string): Readonly<Record<string, string>>;
}

export function openIndex(database: DatabaseSync): ObjectIndex {
  database.exec(SCHEMA);
  const addBucket = database.prepare('INSERT OR IGNORE INTO bucket VALUES (?)');
  const removeBucket = database.prepare('DELETE FROM bucket WHERE name = ?');
  const bucketRow = database.prepare('SELECT 1 FROM bucket WHERE name = ?');
  const select = database.prepare('SELECT * FROM object WHERE bucket = ? AND key = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM object WHERE bucket = ? AND key = ?');
  const page = database.prepare('SELECT * FROM object WHERE bucket = ? AND key > ? AND key >= ? ORDER BY key LIMIT ?');
  const old = database.prepare(
    'SELECT key FROM object WHERE bucket = ? AND key >= ? AND key < ? AND modified_at_ms < ? LIMIT ?',
  );
  const upsertTags = database.prepare('INSERT OR REPLACE INTO tag_set VALUES (?, ?, ?)');
  const selectTags = database.prepare('SELECT tags FROM tag_set WHERE bucket = ? AND key = ?');
  const find = (bucket: string, key: string): StoredObject | undefined => {
    const found = select.get(bucket, key);
    return found === undefined ? undefined : objectOf(found);
  };
  return {
    addBucket: (bucket) => void addBucket.run(bucket),
    removeBucket: (bucket) => void removeBucket.run(bucket),
    hasBucket: (bucket) => bucketRow.get(bucket) !== undefined,
    find,
    replace(bucket, { key, etag, sizeBytes, modifiedAtMs, file, headers }) {
      const old = find(bucket, key);
      upsert.run(bucket, key, etag, sizeBytes, modifiedAtMs, file, JSON.stringify(headers));
      return old;
    },
    remove(bucket, key) {
      const old = find(bucket, key);
      remove.run(bucket, key);
      return old;
    },
    list: (bucket, { prefix, after, limit }) =>
      page
        .all(bucket, after, prefix, limit)
        .map(objectOf)
        .filter(({ key }) => key.startsWith(prefix)),
    olderThan: (bucket, { prefix, beforeMs, limit }) =>
      old.all(bucket, prefix, `${prefix}\u{10FFFF}`, beforeMs, limit).map((found) => keyRow.parse(found).key),
    tag: (bucket, key, tags) => void upsertTags.run(bucket, key, JSON.stringify(tags)),
    tagsOf(bucket, key) {
      const found = selectTags.get(bucket, key);
      return found === undefined ? {} : texts.parse(JSON.parse(tagRow.parse(found).tags));
    },
  };
}

function objectOf(found: unknown): StoredObject {
  const { key, etag, file, size_bytes, modified_at_ms, headers } = row.parse(found);
  const parsed = texts.parse(JSON.parse(headers));
  return { key, etag, file, sizeBytes: size_bytes, modifiedAtMs: modified_at_ms, headers: parsed };
}
