import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaInvoker } from '../../../local/stepfunctions/service.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { type EngineUnderTest, type HistoryEvent, openEngine, returns, throws } from './harness.ts';

/**
 * When the process dies: before the effects of the commit with this number, or after them and before the next commit
 * lands.
 */
export interface Crash {
  readonly commit: number;
  readonly when: 'before effects' | 'after effects';
  readonly downSeconds: number;
}

export interface Outcome {
  readonly status: string;
  readonly output: string | undefined;
  readonly history: readonly HistoryEvent[];
  readonly commits: number;
  readonly calls: readonly string[];
}

/**
 * Runs a machine on a journal in a file; with a crash, the engine is cut off at that commit and another goes on from a
 * copy of the journal, in the same world: the clock, the functions and the workers that hold tokens live on.
 */
export async function runThrough(definition: object, crash?: Crash): Promise<Outcome> {
  const world = new World(crash);
  try {
    return await world.run(definition);
  } finally {
    await world.close();
  }
}

class World {
  readonly #folder = mkdtempSync(join(tmpdir(), 'engine-crash-'));
  readonly #clock = new ManualClock();
  readonly #calls: string[] = [];
  readonly #crash: Crash | undefined;
  #engine: EngineUnderTest | undefined;
  #generation = 0;
  #commits = 0;
  readonly #died = Promise.withResolvers<void>();
  readonly #reopened = Promise.withResolvers<void>();
  readonly #unlessDead = (error: unknown): void => {
    if (!this.#isDead) throw error;
  };

  constructor(crash: Crash | undefined) {
    this.#crash = crash;
  }

  async run(definition: object): Promise<Outcome> {
    let engine = await this.#open();
    const machine = await engine.create(definition);
    const execution = `${machine.replace(':stateMachine:', ':execution:')}:run`;
    const finished = engine.start(machine, { n: 1 }).then(() => engine.finish(execution));
    // The dead engine's polling ends in an error of its closed journal.
    await Promise.race([finished.catch(this.#unlessDead), this.#died.promise]);
    if (this.#isDead) {
      await engine.stepFunctions.close();
      await this.#clock.advance((this.#crash?.downSeconds ?? 0) * 1000);
      engine = await this.#open();
      this.#reopened.resolve();
    }
    const { status, output } = await engine.finish(execution);
    const history = await engine.history(execution);
    return { status, output, history, commits: this.#commits, calls: this.#calls };
  }

  get #isDead(): boolean {
    return this.#generation > 1;
  }

  async close(): Promise<void> {
    await this.#engine?.stepFunctions.close();
    rmSync(this.#folder, { recursive: true });
  }

  async #open(): Promise<EngineUnderTest> {
    if (this.#generation === 0) this.#generation = 1;
    const generation = this.#generation;
    const journalPath = this.#file(generation);
    const afterCommit = () => this.#committed(generation);
    this.#engine = await openEngine({ clock: this.#clock, journalPath, lambda: this.#lambda(generation), afterCommit });
    return this.#engine;
  }

  #file(generation: number): string {
    return join(this.#folder, `journal-${generation}.sqlite`);
  }

  #committed(generation: number): void {
    if (generation !== this.#generation) return;
    this.#commits += 1;
    if (generation !== 1 || this.#crash === undefined) return;
    const { commit, when } = this.#crash;
    if (this.#commits === commit) this.#copy();
    if (this.#commits !== (when === 'before effects' ? commit : commit + 1)) return;
    this.#generation = 2;
    this.#died.resolve();
  }

  #copy(): void {
    for (const suffix of ['', '-wal'])
      if (existsSync(this.#file(1) + suffix)) copyFileSync(this.#file(1) + suffix, this.#file(2) + suffix);
  }

  /** Functions answer the same for the same attempt, as idempotent tasks do. A dead engine's calls reach nobody. */
  #lambda(generation: number): LambdaInvoker {
    return async ({ payload }) => {
      if (generation !== this.#generation) return new Promise(() => {});
      const { task, attempt, failures, item, token, afterSeconds } = JSON.parse(payload);
      this.#calls.push(`${task}/${item ?? ''}/${attempt}`);
      if (attempt < failures) return throws('Flaky', `${task} attempt ${attempt}`);
      if (token !== undefined) this.#sendLater({ token, output: `${task} replied`, afterSeconds });
      return returns(`${task}(${item ?? ''})`);
    };
  }

  #sendLater({ token, output, afterSeconds }: { token: string; output: string; afterSeconds: number }): void {
    const params = { taskToken: token, output: JSON.stringify(output) };
    this.#clock.schedule(this.#clock.now() + afterSeconds * 1000, () => void this.#send(params));
  }

  /** A worker that gets no answer asks again; of a repeated call's two sends the second is refused. */
  async #send(params: object): Promise<void> {
    if (this.#isDead) await this.#reopened.promise;
    const generation = this.#generation;
    try {
      await this.#engine?.call('SendTaskSuccess', params);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'TaskTimedOut')) this.#unlessDead(error);
    }
    if (generation !== this.#generation) await this.#send(params);
  }
}
