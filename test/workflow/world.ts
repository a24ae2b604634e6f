import type { ScriptedModel } from '../support/scripted-model.ts';
import type { World } from '../support/world.ts';

/** A world whose model a test scripts, opened for one suite. */
export interface WorkflowWorld extends World {
  readonly model: ScriptedModel;
  close(): Promise<void>;
}

/** The world of the running suite; read inside tests only. */
export type InWorld = () => WorkflowWorld;
