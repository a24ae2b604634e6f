import { findRuntime } from '../runtime/runtime-file.ts';
import { plainReason } from '../system-errors.ts';
import { renderReport, runAudit } from './run-audit.ts';

/**
 * `npm run audit`: the invariants of the flow, checked on a running runtime. Exit 1 on a violation, 2 when it cannot
 * look.
 */
async function main(): Promise<void> {
  const dataDir = process.env.DATA_DIR ?? '.data';
  const runtime = await findRuntime(dataDir);
  if (runtime === null) throw new Error(`No runtime runs on the data folder ${dataDir}; start one with npm start`);
  const report = await runAudit({ ...runtime, nowMs: Date.now() });
  process.stdout.write(`${renderReport(report).join('\n')}\n`);
  if (report.violations.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${plainReason(error)}\n`);
  process.exitCode = 2;
});
