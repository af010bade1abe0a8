/** Of electron-builder's configuration, what the tests look at. */
interface BuilderConfig {
  electronFuses: Record<string, boolean>;
  beforePack: string;
  win: PlatformConfig;
  mac: PlatformConfig & { entitlements: string; entitlementsInherit: string };
  linux: PlatformConfig;
}
interface PlatformConfig {
  icon: string;
  files: string[];
  target: { target: string; arch: string[] }[];
}
/** The project's configuration, read and validated as electron-builder does before it builds. @throws with what is wrong in it */
export function readBuilderConfig(file?: string): Promise<BuilderConfig>;
/** `@electron/fuses`. */
export function loadFuses(): Promise<{ getCurrentFuseWire(program: string): Promise<Record<string, number | string>> }>;
// biome-ignore lint/suspicious/noExplicitAny: whatever stands in it.
export function readYaml(text: string): any;
/** A file of app-builder-lib itself, such as `out/fileMatcher.js`. */
// biome-ignore lint/suspicious/noExplicitAny: a part that has no types of its own.
export function loadBuilderPart(file: string): any;
