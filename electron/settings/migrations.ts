type Stored = Record<string, unknown>;

/** What the settings of one version become in the next. They see what stood in the file, whatever that is. */
export interface Migration {
  /** The version that it leads to. */
  to: number;
  migrate(stored: Stored): Stored;
}

/**
 * In their order. To change the shape of the settings: change `DesktopSettings` in the bridge, add here what makes the new shape of the old
 * one, and a test with a file of the old version. A new field with a default needs none of it: what is missing becomes the default.
 */
export const migrations: readonly Migration[] = [];

/** The version that is written now. */
export const versionAfter = (all: readonly Migration[]): number => all.at(-1)?.to ?? 1;

/** What a file of `version` holds, in today's shape. */
export function migrate(stored: Stored, version: number, all: readonly Migration[] = migrations): Stored {
  return all.filter(({ to }) => to > version).reduce((value, step) => step.migrate(value), stored);
}
