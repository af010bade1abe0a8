import type { DesktopState, EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { redactText } from './log/redact.ts';

interface DiagnosticsInput {
  state: DesktopState;
  at: Date;
  /** Of what runs here: electron, chrome, node, and the system with its version. */
  versions: Record<string, string>;
  locale: string;
  timeZone: string;
  uptimeSeconds: number;
  /** Last lines of the logs, by file name. */
  logs: Record<string, readonly string[]>;
}

const hostOf = (url: string): string => {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
};

function tellEnvironment({ environment, status }: EnvironmentView): string[] {
  const { connection } = status;
  const lines = [`${environment.id}: ${connection.kind} since ${connection.since.toISOString()}, ${status.health}`];
  if (environment.kind === 'remote') {
    const proxy = environment.proxy.mode === 'manual' ? `proxy ${hostOf(environment.proxy.url)}` : `proxy ${environment.proxy.mode}`;
    lines.push(`  ${hostOf(environment.url)}, ${proxy}, ${environment.caFile ? 'own authority' : 'authorities of the system'}`);
  }
  const marks = [environment.isProduction && 'production', environment.isReadOnly && 'read-only'].filter(Boolean);
  if (marks.length > 0) lines.push(`  ${marks.join(', ')}`);
  if (connection.kind === 'offline') {
    const { code, status: number, message } = connection.reason;
    lines.push(
      `  ${code} (${number}): ${message}; ${connection.retryAt ? `tries again at ${connection.retryAt.toISOString()}` : 'waits for a person'}`,
    );
  }
  if (status.version)
    lines.push(`  version ${status.version}, contract ${status.contractVersion ?? 'unknown'}, round trip ${status.roundTripMs ?? '–'} ms`);
  lines.push(`  ${status.user ? `signed in as ${status.user.role}` : 'nobody signed in'}; ${status.openFailures} open failures`);
  if (status.local) {
    const { local } = status;
    lines.push(`  process: ${local.state}${'reason' in local ? `, ${local.reason}` : ''}`);
  }
  return lines;
}

function tellSettings({ settings }: DesktopState): string[] {
  const { environments, notifications, ...rest } = settings;
  const rules = notifications.rules.map(
    ({ event, isOn, deliver, environments: of }) =>
      `${event}${isOn ? '' : ' (off)'}: ${deliver}, ${Array.isArray(of) ? `${of.length} environments` : of}`,
  );
  return [
    `environments: ${environments.length}`,
    ...Object.entries(rest).map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`),
    `notifications: ${rules.join('; ')}; at most ${notifications.mostPerHour} an hour`,
  ];
}

/** What a person may send to whoever helps: what runs here and how it stands. Hosts are in it; names of people, paths of URLs and secrets are not. */
export function tellDiagnostics({ state, at, versions, locale, timeZone, uptimeSeconds, logs }: DiagnosticsInput): string {
  const { keyStore, updates, process: figures, app } = state;
  const sections: [string, readonly string[]][] = [
    [
      'Syncdeck',
      [
        `version ${app.version}, told at ${at.toISOString()}, up for ${Math.round(uptimeSeconds)} s`,
        ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
        `language of the system ${locale}, time zone ${timeZone}`,
        `key store: ${keyStore.isAvailable ? 'available' : keyStore.why}`,
        `updates: ${updates.kind}${'why' in updates ? `, ${updates.why}` : ''}${'message' in updates ? `, ${updates.message}` : ''}`,
        `main process: ${figures.cpuPercent.toFixed(1)} % of a core, ${Math.round(figures.memoryMb)} MB, ${figures.eventsPerSecond.toFixed(1)} events a second`,
        `data in ${app.dataFolder}, logs in ${app.logFolder}`,
      ],
    ],
    ['Environments', state.environments.flatMap(tellEnvironment)],
    ['Settings', tellSettings(state)],
    ...Object.entries(logs).map(([name, lines]): [string, readonly string[]] => [`Last lines of ${name}`, lines]),
  ];
  return redactText(sections.map(([title, lines]) => `## ${title}\n${lines.join('\n') || '(nothing)'}`).join('\n\n'));
}
