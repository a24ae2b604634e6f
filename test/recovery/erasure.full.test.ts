import { expectErasedAfterKill, killPoints } from './erasing.ts';
import { mortalRuntimeOfSuite } from './mortal-runtime.ts';

const runtime = mortalRuntimeOfSuite();

test.each(killPoints.slice(1))(
  'a runtime killed in an erasure %s erases the rest after its restart',
  (_, fault, hasFiles) => expectErasedAfterKill(runtime(), { fault, hasFiles }),
  60_000,
);
