import { text } from 'node:stream/consumers';
import { Profile } from './profile.ts';
import { runProfile } from './run-profile.ts';

/** The generator's process: a profile on standard input, the result as one line on standard output. */
const result = await runProfile(Profile.parse(JSON.parse(await text(process.stdin))));
process.stdout.write(`${JSON.stringify(result)}\n`);
