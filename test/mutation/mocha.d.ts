/** What is used of Mocha: its own types would declare jest's global names once more. */
declare module 'mocha' {
  export class Suite {
    static create(parent: Suite, title: string): Suite;
    file: string;
    on(event: 'pre-require', listener: (context: object, file: string) => void): void;
    addTest(test: Test): void;
    beforeAll(body: () => unknown): void;
    afterAll(body: () => unknown): void;
    beforeEach(body: () => unknown): void;
    afterEach(body: () => unknown): void;
  }
  export class Test {
    constructor(title: string, body: () => unknown);
    file: string;
  }
  const mocha: {
    readonly Suite: typeof Suite;
    readonly Test: typeof Test;
    readonly interfaces: Readonly<Record<string, (root: Suite) => void>>;
  };
  export default mocha;
}
