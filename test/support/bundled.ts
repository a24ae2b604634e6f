import * as z from 'zod/mini';
import type { Bundle } from '../../infra/bundle/bundle.ts';
import { printedOnce } from '../run/shared.ts';

const Bundles = z.array(
  z.object({
    name: z.string(),
    folder: z.string(),
    bytes: z.number(),
    lazyBytes: z.number(),
    packages: z.array(z.string()),
  }),
);

/** The bundles of all functions, built once for the run; what is in their folders is every suite's, and only read. */
export const bundled = (): readonly Bundle[] =>
  Bundles.parse(printedOnce(new URL('../run/bundle.ts', import.meta.url)));
