import { plainReason } from '../../local/system-errors.ts';
import { chaosApi } from './chaos-api.ts';
import { chaosSchedules } from './chaos-schedules.ts';

const usage = `Usage: npm run chaos -- api [options]
  --requests <n>       how many (20000)
  --seed <n>           the same seed sends the same plans; another each time unless given
  --concurrency <n>    at a time (16)
  --data-dir <folder>  of a runtime that is running; without it one is started

       npm run chaos -- faults|crash|attack [options]
  --schedules <n>      how many (50); each breaks services; crash also ends processes and fills a small disk;
                       attack sends hostile files, texts and calls while another company is served
  --seed <n>           of the first schedule, the next has the next; a failing one prints how to run it again`;

async function main(): Promise<boolean> {
  const [what = '', ...rest] = process.argv.slice(2);
  if (what === 'api') return chaosApi(rest);
  if (what === 'faults' || what === 'crash' || what === 'attack') return chaosSchedules(what, rest);
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
