import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const module = resolve(import.meta.dirname, '../../../local/store/store.ts');

test('neither the process nor its threads print the address, whole lines of others stay as they are', () => {
  const program = `
    const { concealInOutput } = await import('${module}');
    const { Worker } = await import('node:worker_threads');
    const unveil = concealInOutput('127.9.8.7:4000', 'the store');
    process.stdout.write('main 127.9.8.7:4000 가나\\n');
    process.stderr.write(Buffer.from('error 127.9.8.7:4000 다라\\n'));
    const worker = new Worker("console.log('thread 127.9.8.7:4000 마')", { eval: true });
    worker.on('exit', () => setImmediate(() => { unveil(); process.stdout.write('after 127.9.8.7:4000\\n'); }));`;

  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });

  expect(stdout).toContain('main the store 가나\n');
  expect(stdout).toContain('thread the store 마\n');
  expect(stderr).toContain('error the store 다라\n');
  expect(stdout).toContain('after 127.9.8.7:4000\n');
});
