import type { TrayShape } from './tray-model.ts';

export interface Bar {
  platform: string;
  /** Whether the system's own surfaces are dark. */
  isDark: boolean;
  /** Of Linux: XDG_CURRENT_DESKTOP. */
  desktop: string;
}

/** The icon's file: a template on macOS, which colours it itself; elsewhere in the ink that the bar asks for. GNOME's bar is always dark. */
export function trayImageName(shape: TrayShape, { platform, isDark, desktop }: Bar): string {
  if (platform === 'darwin') return `tray/${shape}Template.png`;
  const isLight = isDark || /gnome|unity/i.test(desktop);
  return `${platform === 'linux' ? 'tray/linux' : 'tray'}/${shape}-${isLight ? 'light' : 'dark'}-ink.png`;
}
