import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWhenStale, root } from '../../scripts/prepare.mjs';

/** Tests start the backend from dist; and what its processes cover counts, when coverage is measured at all. */
export default async function setup(project: TestProject): Promise<void> {
  await buildWhenStale(['client', 'backend']);
  if (project.vitest.config.coverage.enabled) process.env.SYNCDECK_TEST_COVERAGE_DIR = path.join(root, 'coverage/children');
  else delete process.env.SYNCDECK_TEST_COVERAGE_DIR;
}
