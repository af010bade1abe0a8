import path from 'node:path';

/** Where `npm run icons` put them, below the app's folder, in the package too. */
const BUILT = 'electron/icons/built';

/** Says where an icon's file is: `iconPath('icon.png')`. */
export type IconPath = (name: string) => string;

/** For the app in this folder (`app.getAppPath()`). */
export const createIconPath =
  (appPath: string): IconPath =>
  (name) =>
    path.join(appPath, BUILT, name);
