/** What has been opened, to be closed in reverse order, each once, even when one of them fails to close. */
export class Disposal {
  readonly #opened: { close(): Promise<void> }[] = [];

  add<T extends { close(): Promise<void> }>(part: T): T {
    this.#opened.push(part);
    return part;
  }

  /** @throws AggregateError of what failed to close, after all have been tried. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let part = this.#opened.pop(); part !== undefined; part = this.#opened.pop()) {
      await part.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Parts of the runtime did not close');
  }
}
