import { describe, expect, test } from 'vitest';
import { countingSync } from '#tests/support/counting-sync.ts';
import { queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { useFleet } from '#tests/support/fleet.ts';
import { noFaults, soak } from '#tests/support/soak.ts';

/** `SYNCDECK_SOAK_SECONDS=3600 npm test -- tests/faults/soak.test.ts` for an hour of it. */
const SECONDS = Number(process.env.SYNCDECK_SOAK_SECONDS ?? 60);
const TIME_MS = (SECONDS + 180) * 1_000;

describe.each(queueKinds)('actions and kills over several workers on %s', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync()] });
  const fleet = useFleet(environment, { outDir: `dist/tests/soak-${queue}` });

  test(
    'lose, double and delay nothing',
    async () => {
      const { faults, ...counts } = await soak(environment, fleet, { seconds: SECONDS });
      console.log(JSON.stringify({ queue, ...counts, faults }));
      expect(faults).toEqual(noFaults);
      // It did what it is for.
      expect(counts.acknowledged).toBeGreaterThan(SECONDS);
      expect(counts.completed).toBeGreaterThan(0);
      expect(counts.kills).toBeGreaterThan(0);
      expect(counts.freezes).toBeGreaterThan(0);
      expect(counts.lateChecks).toBeGreaterThan(0);
    },
    TIME_MS,
  );
});

describe('the same without the fence', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync()] });
  const fleet = useFleet(environment, {
    outDir: 'dist/tests/soak-unfenced',
    alias: { './commit-batch.ts': `${process.cwd()}/tests/support/commit-without-fence.ts` },
  });

  test(
    'is found out: rows are doubled or written late',
    async () => {
      const found = ({ faults }: { faults: { doubledRows: number; lateChanges: number } }) =>
        faults.doubledRows > 0 && faults.lateChanges > 0;
      const { faults } = await soak(environment, fleet, { seconds: 90, until: found });
      console.log(JSON.stringify({ unfenced: faults }));
      expect(faults.doubledRows + faults.lateChanges).toBeGreaterThan(0);
    },
    TIME_MS + 120_000,
  );
});
