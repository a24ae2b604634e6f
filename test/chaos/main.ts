import { plainReason } from '../../local/runtime/plain-reason.ts';
import { chaosApi } from './chaos-api.ts';

const usage = `Usage: npm run chaos -- api [options]
  --requests <n>       how many (20000)
  --seed <n>           the same seed sends the same plans; another each time unless given
  --concurrency <n>    at a time (16)
  --data-dir <folder>  of a runtime that is running; without it one is started`;

async function main(): Promise<boolean> {
  const [what = '', ...rest] = process.argv.slice(2);
  if (what === 'api') return chaosApi(rest);
  process.stderr.write(`${usage}\n`);
  return false;
}

main().then(
  (isSound) => {
    process.exitCode = isSound ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${plainReason(error)}\n`);
    process.exitCode = 1;
  },
);
