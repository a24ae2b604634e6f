import { runAdmin } from './run-admin.ts';

/** `npm run admin`: the operator's commands, on a running runtime or on a table on AWS. */
const { code, output, errors } = await runAdmin(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(errors);
process.exitCode = code;
