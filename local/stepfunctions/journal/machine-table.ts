import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type MachineRow, text, toMachine } from './rows.ts';

/** State machines and their definitions. An execution keeps the definition it started with, so definitions are not changed. */
export class MachineTable {
  readonly #db: DatabaseSync;
  /** Asked at each StartExecution. */
  readonly #byArn: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#byArn = db.prepare('SELECT * FROM state_machines WHERE arn = ?');
  }

  addDefinition(definition: string): number {
    return Number(this.#db.prepare('INSERT INTO definitions (text) VALUES (?)').run(definition).lastInsertRowid);
  }

  definition(id: number): string {
    return text(this.#db.prepare('SELECT text FROM definitions WHERE id = ?').get(id) ?? {}, 'text');
  }

  put(row: MachineRow): void {
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO state_machines
         (arn, account, region, name, role_arn, definition_id, revision_id, created_ms, updated_ms, logging, tracing, tags)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        row.arn,
        row.account,
        row.region,
        row.name,
        row.roleArn,
        row.definitionId,
        row.revisionId,
        row.createdMs,
        row.updatedMs,
        row.logging,
        row.tracing,
        row.tags,
      );
  }

  byArn(arn: string): MachineRow | undefined {
    const row = this.#byArn.get(arn);
    return row && toMachine(row);
  }

  remove(arn: string): void {
    this.#db.prepare('DELETE FROM state_machines WHERE arn = ?').run(arn);
  }

  page({ account, region, afterArn, limit }: { account: string; region: string; afterArn: string; limit: number }) {
    return this.#db
      .prepare('SELECT * FROM state_machines WHERE account = ? AND region = ? AND arn > ? ORDER BY arn LIMIT ?')
      .all(account, region, afterArn, limit)
      .map(toMachine);
  }
}
