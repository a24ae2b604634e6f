import { runLoad } from './run-load.ts';

/** The generator's process: a plan by the environment, the result as one line on standard output. */
const { LOAD_API_URL = '', LOAD_API_KEY = '', LOAD_RATE = '', LOAD_SECONDS = '' } = process.env;
const result = await runLoad({
  apiUrl: LOAD_API_URL,
  apiKey: LOAD_API_KEY,
  ratePerSecond: Number(LOAD_RATE),
  seconds: Number(LOAD_SECONDS),
});
process.stdout.write(`${JSON.stringify(result)}\n`);
