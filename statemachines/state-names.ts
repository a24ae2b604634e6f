import type { TaskName } from './expressions.ts';

/** The states inside the Map over pages. */
export type PageStateName = 'BindPage' | 'ExtractText' | 'PageUnreadable';

/** Every state outside the Map: the tasks of schemas/workflow.ts and the control states. */
export type StateName =
  | Exclude<TaskName, PageStateName>
  | 'BindInput'
  | 'Entry'
  | 'ExtractTexts'
  | 'QualityGate'
  | 'PauseBeforeDeciding'
  | 'EscalationGate'
  | 'Done'
  | 'DeliveryDeferred'
  | 'Superseded';
