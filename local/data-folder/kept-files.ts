import { tableName } from '../names.ts';

/** A file of the data folder that a start relies on. */
export interface KeptFile {
  /** Within the data folder. */
  readonly name: string;
  /** The table that a SQLite database of ours has; absent for a text. */
  readonly table?: string;
  /** Has a row once a first start had made all of these files; absent where none says so. */
  readonly usedTable?: string;
  /** Of the rows of another table of the database, each `name` has a folder of that name within this one. */
  readonly folders?: { readonly table: string; readonly within: string };
  /** What is lost where the file is, for a person who must decide. */
  readonly loss: string;
}

/** In the order in which a first start makes them: where a later one is, the earlier ones have been. */
export const keptFiles: readonly KeptFile[] = [
  { name: 'pepper', loss: 'every API key and every link made with it stops working' },
  {
    name: 'store.db',
    table: tableName,
    usedTable: '_tables',
    loss: 'all companies, inquiries and answers are gone',
  },
  { name: 'mail.db', table: 'mail', loss: 'the mails are gone, those that wait to be sent by SMTP too' },
  { name: 'sns.db', table: 'message', loss: 'what was published to topics is gone' },
  {
    name: 'journal.db',
    table: 'executions',
    usedTable: 'state_machines',
    loss: 'inquiries in work are taken up again by the sweeper and handed to people',
  },
  {
    name: 's3/index.db',
    table: 'object',
    folders: { table: 'bucket', within: 's3/buckets' },
    loss: 'no attachment can be read any more',
  },
];

/** Files that a start makes again: they need only be files. */
export const remadeFiles: readonly string[] = [
  'lock.db',
  'store.pid',
  'store.log',
  'secret-key',
  'runtime.json',
  'demo.json',
];

export const ownFolders: readonly string[] = ['s3', 's3/buckets', 'tessdata'];
