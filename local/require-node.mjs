// Imported before the programs by the scripts of package.json. Plain JavaScript, which every Node reads: an older one
// cannot load a TypeScript file, and its own message about that is no help.
const NEEDED_MAJOR = 24;
const [major = '0'] = process.versions.node.split('.');
if (Number(major) < NEEDED_MAJOR) {
  process.stderr.write(
    `This program needs Node.js ${NEEDED_MAJOR} or later; ${process.execPath} is ${process.version}. Install it, or run npm ci with optional packages on Linux\n`,
  );
  process.exit(1);
}
