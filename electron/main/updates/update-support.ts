interface Installation {
  isPackaged: boolean;
  platform: 'darwin' | 'win32' | 'linux';
  env: Readonly<Record<string, string | undefined>>;
  /** electron-builder writes `app-update.yml` where it was told a place to publish to. */
  hasUpdateConfig: boolean;
  /** What `package-type` in the resources says: deb, rpm, pacman; null without such a file. */
  packageType: string | null;
}

/** Why this installation can't update itself, as a sentence; null where it can. */
export function whyNoUpdates({ isPackaged, platform, env, hasUpdateConfig, packageType }: Installation): string | null {
  if (!isPackaged) return 'This runs from a checkout: update it with git';
  if (!hasUpdateConfig) return 'This package was built without a place to look for updates';
  if (platform === 'win32' && env.PORTABLE_EXECUTABLE_DIR) return 'A portable copy does not update itself: replace its file';
  if (platform === 'linux' && !env.APPIMAGE && packageType !== 'deb' && packageType !== 'rpm') {
    return 'This was not installed as an AppImage, deb or rpm: update it the way it was installed';
  }
  return null;
}
