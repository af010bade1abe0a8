import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By how long their files take, on a machine that has not run them yet: one that begins last keeps the others waiting. */
const ORDER = ['/tests/e2e/', '/tests/faults/', '/tests/backend/', '/tests/contract/'];

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = ORDER.findIndex((folder) => moduleId.includes(folder));
  return place < 0 ? ORDER.length : place;
};

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}
