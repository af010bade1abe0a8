import path from 'node:path';

interface AutostartDeps {
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** The program that runs now. */
  execPath: string;
}

/** Where Linux desktops look for what to start at login. */
export function autostartFile({ env, home }: Pick<AutostartDeps, 'env' | 'home'>): string {
  const configured = env.XDG_CONFIG_HOME;
  // The specification wants relative paths to be ignored.
  const folder = configured && path.isAbsolute(configured) ? configured : path.join(home, '.config');
  return path.join(folder, 'autostart', 'syncdeck.desktop');
}

/** An argument of `Exec`, by the Desktop Entry Specification: quoted, with the shell's own characters and percent signs escaped. */
const quote = (argument: string): string => {
  const escaped = argument.replaceAll('%', '%%').replace(/(["`$\\])/g, '\\$1');
  // The value is a string, in which a backslash is written twice.
  return `"${escaped}"`.replaceAll('\\', '\\\\');
};

/** The `.desktop` file that starts Syncdeck at login, in the tray. An AppImage is started by its own path: what runs now is only mounted. */
export function autostartEntry({ env, execPath }: Omit<AutostartDeps, 'home'>): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Syncdeck',
    'Comment=Operations console for background sync jobs',
    `Exec=${quote(env.APPIMAGE ?? execPath)} --hidden`,
    'Icon=syncdeck',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
