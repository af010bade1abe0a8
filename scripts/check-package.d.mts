export interface PackageFile {
  /** Its path in the app, with forward slashes. */
  name: string;
  size: number;
  isUnpacked: boolean;
}
export interface FolderSize {
  folder: string;
  bytes: number;
  files: number;
}
/** Packs what is built in dist/ for Linux into `folder`, which is made, and gives the app's folder. */
export function packForCheck(folder: string): Promise<string>;
/** What a package for Linux holds, and what is wrong with it. */
export function inspectPackage(app: string): Promise<{ files: PackageFile[]; problems: string[]; sizes: FolderSize[] }>;
/** Its largest folders, a line each, and its whole. */
export function describeSizes(files: PackageFile[], sizes: FolderSize[]): string;
