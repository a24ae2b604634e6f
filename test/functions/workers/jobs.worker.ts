import { createInflate } from 'node:zlib';
import { serveJobs } from '../../../functions/workers/serve-jobs.ts';
import type { Errand } from './errand.ts';

const held: unknown[] = [];
let jobsDone = 0;

serveJobs<Errand, unknown>(async ({ kind }) => {
  jobsDone += 1;
  switch (kind) {
    case 'count':
      return jobsDone;
    case 'environment':
      return Object.keys(process.env);
    case 'fail':
      throw Object.assign(new Error('no PDF'), { name: 'InvalidPDFException' });
    case 'spin':
      for (;;) held.length = 0;
    case 'fill_heap':
      for (;;) held.push({ size: held.length, of: [held.length] });
    case 'fill_outside':
      for (;;) {
        held.push(new Uint8Array(1_000_000).fill(1));
        await new Promise((resolve) => setImmediate(resolve));
      }
    case 'fill_outside_without_a_turn':
      for (;;) if (held.length < 2_000) held.push(new Uint8Array(1_000_000).fill(1));
    case 'inflate_for_ever':
      for (;;) {
        for (let made = 0; made < 100; made += 1) createInflate().destroy();
        await new Promise((resolve) => setImmediate(resolve));
      }
    case 'exit':
      return process.exit(1);
    default:
      return kind satisfies never;
  }
});
