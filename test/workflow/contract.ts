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
import type { WorkflowWorld } from './world.ts';

/** The behaviour of the whole system, the same on every runtime. One world serves all scenarios, one after the other. */
export function describeWorkflow(name: string, openWorld: () => Promise<WorkflowWorld>): void {
  describe(name, () => {
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

    describe('answering', () => answering(inWorld));
    describe('escalating', () => escalating(inWorld));
    describe('working on cases', () => workingCases(inWorld));
    describe('service level', () => serviceLevel(inWorld));
    describe('asking for a person', () => askingForPerson(inWorld));
    describe('failing services', () => failingServices(inWorld));
    describe('losing runs', () => losingRuns(inWorld));
    describe('testing', () => testing(inWorld));
    describe('erasing', () => erasing(inWorld));
    describe('requesting data', () => requestingData(inWorld));
    describe('masking', () => masking(inWorld));
  });
}
