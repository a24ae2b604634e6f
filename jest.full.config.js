import base from './jest.config.js';

/** The exhaustive suites alone, of which `npm test` runs a representative part. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/**/*.full.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
