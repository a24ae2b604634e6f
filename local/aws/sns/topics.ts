import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';

export interface MessageAttribute {
  readonly Type: string;
  readonly Value: string;
}

export interface PublishedMessage {
  readonly MessageId: string;
  /** ISO 8601, by the runtime's clock. */
  readonly at: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly MessageAttributes: Readonly<Record<string, MessageAttribute>>;
}

export interface Topics {
  add(arn: string): void;
  has(arn: string): boolean;
  publish(message: PublishedMessage): void;
  /** Oldest first. */
  list(): readonly unknown[];
  /** Forgets messages, not topics. */
  clear(): void;
  close(): void;
}

const row = z.object({ message: z.string() });

/** Topics and their messages, in SQLite under the data folder. */
export function openTopics(dataDir: string): Topics {
  const database = new DatabaseSync(join(dataDir, 'sns.db'));
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS topic (arn TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY, message TEXT NOT NULL);`);
  const insertTopic = database.prepare('INSERT OR IGNORE INTO topic VALUES (?)');
  const selectTopic = database.prepare('SELECT 1 FROM topic WHERE arn = ?');
  const insertMessage = database.prepare('INSERT INTO message (message) VALUES (?)');
  const selectMessages = database.prepare('SELECT message FROM message ORDER BY seq');
  return {
    add: (arn) => void insertTopic.run(arn),
    has: (arn) => selectTopic.get(arn) !== undefined,
    publish: (message) => void insertMessage.run(JSON.stringify(message)),
    list: () => selectMessages.all().map((found): unknown => JSON.parse(row.parse(found).message)),
    clear: () => database.exec('DELETE FROM message'),
    close: () => database.close(),
  };
}
