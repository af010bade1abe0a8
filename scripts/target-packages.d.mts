export interface RuntimePackage {
  name: string;
  version: string;
  /** Its folder below the project's. */
  place: string;
}
/** As Node's process has them. */
export interface Target {
  platform: string;
  arch: string;
}
/** Every package that the app may need at run time, on whichever system. */
export function listRuntimePackages(): RuntimePackage[];
/** The packages with native code for a system. @throws where there is none that the backend needs */
export function listNativePackages(target: Target): RuntimePackage[];
