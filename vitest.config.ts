import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Not all of them hold yet: `npm run test:console` runs them (docs/status.md).
    exclude: process.env.SYNCDECK_TEST_CONSOLE_PAGES ? [] : ['tests/e2e/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    // The tests start databases, queues and backends of their own beside themselves.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['contract/**', 'backend/**', 'client/**'],
      exclude: ['backend/infra/generated/**', '**/*.d.ts'],
      // scripts/merge-coverage.mjs adds what child processes covered, and then judges.
      reporter: [['json', { file: 'coverage-final.json' }]],
      reportsDirectory: 'coverage',
      reportOnFailure: true,
    },
  },
});
