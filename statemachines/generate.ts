import { writeFileSync } from 'node:fs';
import { inquiry } from './inquiry.ts';

writeFileSync(new URL('inquiry.asl.json', import.meta.url), `${JSON.stringify(inquiry, null, 2)}\n`);
