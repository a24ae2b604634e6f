import { quotesBestPassage } from '../support/inquiries.ts';
import { answering } from './scenarios/answering.ts';
import { askingForPerson } from './scenarios/asking-for-person.ts';
import { erasing } from './scenarios/erasing.ts';
import { escalating } from './scenarios/escalating.ts';
import { failingServices } from './scenarios/failing-services.ts';
import { losingRuns } from './scenarios/losing-runs.ts';
import { masking } from './scenarios/masking.ts';
import { requestingData } from './scenarios/requesting-data.ts';
import { serviceLevel } from './scenarios/service-level.ts';
import { testing } from './scenarios/testing.ts';
import { workingCases } from './scenarios/working-cases.ts';
import type { InWorld, WorkflowWorld } from './world.ts';

type Scenarios = Readonly<Record<string, (inWorld: InWorld) => void>>;

const allScenarios: Scenarios = {
  answering,
  escalating,
  'working on cases': workingCases,
  'service level': serviceLevel,
  'asking for a person': askingForPerson,
  'failing services': failingServices,
  'losing runs': losingRuns,
  testing,
  erasing,
  'requesting data': requestingData,
  masking,
};

/**
 * The behaviour of the whole system, the same on every runtime. One world serves all scenarios, one after the other.
 */
export function describeWorkflow(
  title: string,
  openWorld: () => Promise<WorkflowWorld>,
  scenarios: Scenarios = allScenarios,
): void {
  describe(title, () => {
    let world: WorkflowWorld | undefined;
    const inWorld = (): WorkflowWorld => {
      if (world === undefined) throw new Error('The world is not open');
      return world;
    };
    beforeAll(async () => {
      world = await openWorld();
    }, 120_000);
    beforeEach(() => inWorld().model.script(quotesBestPassage));
    afterEach(async () => {
      await inWorld().faults.clear();
      expect(await inWorld().audit()).toEqual([]);
    });
    afterAll(async () => {
      await world?.close();
    });

    for (const [name, describeScenarios] of Object.entries(scenarios)) describe(name, () => describeScenarios(inWorld));
  });
}
