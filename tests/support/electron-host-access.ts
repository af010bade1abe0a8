import type { ElectronApplication } from 'playwright';

interface ShownImage {
  width: number;
  height: number;
  scaleFactors: number[];
  isTemplate: boolean;
  sha256: string;
  dataUrl: string;
}
interface ShownMenuItem {
  id?: string;
  label: string;
  sublabel?: string;
  type: string;
  role?: string;
  enabled: boolean;
  checked: boolean;
  accelerator?: string;
  submenu?: ShownMenuItem[];
}
interface ShownNotification {
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  hasReply: boolean;
  replyPlaceholder: string;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: { type: string; text?: string }[];
  icon: ShownImage | null;
  id: string;
  /** How often `show()` was called. */
  shown: number;
  isOpen: boolean;
}
interface ShownTray {
  image: ShownImage;
  toolTip: string;
  title: string;
  menu: ShownMenuItem[] | null;
}
/** See tests/support/electron-host/recorder.cjs. */
interface HostRecords {
  badge: number;
  beeps: number;
  openedUrls: string[];
  openedPaths: string[];
  shownItems: string[];
  dialogs: ({ kind: 'open' | 'save' | 'message' | 'error' } & Record<string, unknown>)[];
  clipboard: string;
  loginItem: Record<string, unknown>;
  protocolClients: { protocol: string }[];
  proxies: Record<string, unknown>[];
  relaunches: Record<string, unknown>[];
  permissions: { permission: string; origin: string; granted: boolean }[];
  flashes: boolean[];
  progress: { progress: number }[];
  overlays: { description: string; isEmpty: boolean }[];
  about: Record<string, unknown>[];
  roles: string[];
  externalNavigations: string[];
  errors: string[];
}
interface HostDisplay {
  id: number;
  bounds: { x: number; y: number; width: number; height: number };
  workArea?: { x: number; y: number; width: number; height: number };
  scaleFactor?: number;
}

/** The desktop around the app, as the test host plays it: what the app did to it, and what a person or the system does in it. */
export interface HostAccess {
  records(): Promise<HostRecords>;
  forget(): Promise<void>;
  notifications(): Promise<ShownNotification[]>;
  /** `index` counts those that were shown, -1 being the last. */
  answerNotification(index: number, how: 'click' | 'close'): Promise<void>;
  answerNotification(index: number, how: 'action', action: number): Promise<void>;
  answerNotification(index: number, how: 'reply' | 'failed', text: string): Promise<void>;
  forgetNotifications(): Promise<void>;
  trays(): Promise<ShownTray[]>;
  clickTray(event?: 'click' | 'right-click' | 'double-click' | 'middle-click'): Promise<void>;
  clickTrayMenu(idOrLabel: string): Promise<void>;
  appMenu(): Promise<ShownMenuItem[] | null>;
  clickAppMenu(idOrLabel: string): Promise<void>;
  popupMenu(): Promise<ShownMenuItem[] | null>;
  clickPopupMenu(idOrLabel: string): Promise<void>;
  /** For the next dialog, and so on in order; a dialog without an answer is cancelled. */
  answerDialog(answer: {
    canceled?: boolean;
    filePaths?: string[];
    filePath?: string;
    response?: number;
    checkboxChecked?: boolean;
  }): Promise<void>;
  /** Answers whether the app prevented it. */
  emitPower(
    event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown' | 'on-ac' | 'on-battery' | 'user-did-become-active',
  ): Promise<boolean>;
  setIdleSeconds(seconds: number): Promise<void>;
  powerBlockers(): Promise<string[]>;
  setDisplays(displays: HostDisplay[]): Promise<void>;
  setSystemTheme(theme: 'light' | 'dark'): Promise<void>;
  setOnline(isOnline: boolean): Promise<void>;
  openUrl(url: string): Promise<void>;
  /** What was counted in the pages so far, where coverage is measured. */
  writeCoverage(): Promise<void>;
}

/** @param app an app on the test host */
export function accessHost(app: ElectronApplication): HostAccess {
  const call = (name: string, args: unknown[]) =>
    app.evaluate(
      (electron, { name, args }) => {
        const host = (electron as unknown as { __host: Record<string, (...args: unknown[]) => unknown> }).__host;
        return name === 'records' ? host.records : host[name]?.(...args);
      },
      { name, args },
    );
  return new Proxy({} as HostAccess, {
    // Not a promise itself, for whoever awaits what holds it.
    get: (_target, name) => (typeof name === 'string' && name !== 'then' ? (...args: unknown[]) => call(name, args) : undefined),
  });
}
