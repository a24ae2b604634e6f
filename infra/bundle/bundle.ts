/** A function as it is deployed. */
export interface Bundle {
  readonly name: string;
  /** Folder that is deployed: `index.cjs`, and what it loads, at once or later. */
  readonly folder: string;
  /** Of what is loaded at the start. */
  readonly bytes: number;
  /** Of what is loaded when first needed. */
  readonly lazyBytes: number;
  /** Packages whose code is in the folder. */
  readonly packages: readonly string[];
}
