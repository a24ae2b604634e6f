import { plainReason } from '../local/system-errors.ts';

const usage = `Usage: npm run bench -- <what>
  engine               executions a second of the state machine engine, journal on disk
  pipeline [options]   whole text inquiries by an open-loop generator, store and journal on disk
    --rate <n>           inquiries a second (60)
    --seconds <n>        how long (60)
    --stored <n>         finished inquiries that are in table and journal beforehand (0)
    --find               raise the rate until the p95 to the final status passes 3 s
  api [options]        single requests by an open-loop generator, store and journal on disk
    --rate <n>           requests a second (100)
    --seconds <n>        how long each of the profiles (10)
  fairness [options]   one company's inquiries alone, and while another company floods
    --rate <n>           inquiries a second of the other (100)
    --quiet-rate <n>     inquiries a second of the quiet one (3), which must be less than its share of what the machine does
    --seconds <n>        how long it floods (50)
  ai <folder>          the local AI parts on the labelled data of a folder
  lambda               size and start of every function as it is deployed
  quality <folder>     how well the quality score tells right answers from wrong ones, on the data of a folder`;

const benches: Readonly<Record<string, (rest: readonly string[]) => Promise<void>>> = {
  engine: async () => (await import('./engine.ts')).benchEngine(),
  pipeline: async (rest) => (await import('./pipeline.ts')).benchPipeline(rest),
  api: async (rest) => (await import('./api.ts')).benchApi(rest),
  fairness: async (rest) => (await import('./fairness.ts')).benchFairness(rest),
  ai: async (rest) => (await import('./ai.ts')).benchAi(folderOf(rest)),
  lambda: async () => (await import('./lambda.ts')).benchLambda(),
  quality: async (rest) => (await import('./quality.ts')).benchQuality(folderOf(rest)),
};

function folderOf(rest: readonly string[]): string {
  const [folder] = rest;
  if (folder === undefined) throw new Error(`The folder with the data is missing\n${usage}`);
  return folder;
}

async function main(): Promise<void> {
  const [what = '', ...rest] = process.argv.slice(2);
  const bench = benches[what];
  if (bench === undefined) {
    process.stderr.write(`${usage}\n`);
    process.exitCode = 1;
    return;
  }
  await bench(rest);
}

main().catch((error: unknown) => {
  process.stderr.write(`${plainReason(error)}\n`);
  process.exitCode = 1;
});
