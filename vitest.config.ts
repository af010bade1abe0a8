import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/support/slowest-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    // The tests start databases, queues and backends of their own beside themselves.
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    // What hangs is ended by them; what has to be quick is measured by its test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['contract/**', 'backend/**', 'client/**', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}'],
      // The page of states is made for the tests.
      exclude: ['backend/infra/generated/**', 'renderer/states.tsx', 'renderer/states/**', '**/*.d.ts'],
      // scripts/merge-coverage.mjs adds what child processes covered, and then judges.
      reporter: [['json', { file: 'coverage-final.json' }]],
      reportsDirectory: 'coverage',
      reportOnFailure: true,
    },
  },
});
