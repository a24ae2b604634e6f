import { goesOn } from './goes-on.ts';
import { mortalRuntimeOfSuite } from './mortal-runtime.ts';
import { afterEffect, beforeEffect, inBetween } from './situations.ts';

const runtime = mortalRuntimeOfSuite();

describe.each([
  ['before a state has done anything', beforeEffect],
  ['after a state has done its work and before the machine knows', afterEffect],
  ['in between', inBetween],
])('a runtime killed %s', (_, situations) => goesOn(runtime, situations));
