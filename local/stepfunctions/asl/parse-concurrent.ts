import type { Fields } from './fields.ts';
import { type ParseContext, parseCatch, parseLeaving, parseNext, parseRetry } from './parse-parts.ts';
import type { MapState, ParallelState, StateGroup } from './state-machine.ts';

const BRANCH_FIELDS = new Set(['StartAt', 'States', 'Comment', 'QueryLanguage']);
const PROCESSOR_FIELDS = new Set([...BRANCH_FIELDS, 'ProcessorConfig']);

/** What surrounds a state. */
export interface Surroundings {
  readonly context: ParseContext;
  /** Parses a group of states inside the state: a branch or an item processor. */
  readonly parseInner: (fields: Fields) => StateGroup;
}

/** Parses a Parallel state with its branches. */
export function parseParallel(name: string, fields: Fields, { context, parseInner }: Surroundings): ParallelState {
  fields.required('Branches');
  const branches = fields.objects('Branches').map((branch) => {
    branch.allowOnly(BRANCH_FIELDS);
    return parseInner(branch);
  });
  if (fields.has('Branches') && branches.length === 0)
    fields.complain("The value for the field 'Branches' must be a non-empty array", 'Branches');
  return {
    type: 'Parallel',
    name,
    branches,
    arguments: fields.template('Arguments'),
    ...parseFallible(fields, context),
  };
}

/** Parses a Map state with its processor; undefined when it has none. A distributed Map is refused. */
export function parseMap(name: string, fields: Fields, { context, parseInner }: Surroundings): MapState | undefined {
  fields.required('ItemProcessor');
  const processor = fields.object('ItemProcessor');
  processor?.allowOnly(PROCESSOR_FIELDS);
  const config = processor?.object('ProcessorConfig');
  if (config?.json('Mode') === 'DISTRIBUTED')
    config.complain("The Mode 'DISTRIBUTED' is not supported by this engine, use 'INLINE'", 'Mode');
  for (const unused of ['ToleratedFailureCount', 'ToleratedFailurePercentage']) fields.template(unused);
  const parts = {
    items: fields.template('Items'),
    itemSelector: fields.template('ItemSelector'),
    maxConcurrency: fields.template('MaxConcurrency'),
    ...parseFallible(fields, context),
  };
  if (processor === undefined) return undefined;
  return { type: 'Map', name, processor: parseInner(processor), ...parts };
}

function parseFallible(fields: Fields, context: ParseContext) {
  return {
    retry: parseRetry(fields),
    catch: parseCatch(fields, context),
    ...parseLeaving(fields, context),
    next: parseNext(fields),
  };
}
