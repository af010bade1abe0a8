import type { ExportInput } from '#contract/schemas/insight.ts';
import type { LoginInput, RedeemInput, User } from '#contract/schemas/user.ts';
import type { ConnectionTest } from '#electron/bridge/calls.ts';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import {
  Environment,
  type EnvironmentChange,
  type EnvironmentDraft,
  type EnvironmentId,
  LOCAL_ID,
  type RemoteEnvironment,
} from '#electron/bridge/environment.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import { atMost } from './at-most.ts';
import { type AttachedWindow, type Attachments, createAttachments } from './attachments.ts';
import type { EnvironmentListener, Environments } from './environments.ts';
import { FailureError } from './failure-error.ts';
import type { Link } from './link.ts';
import type { ForkBackend } from './local/backend-child.ts';
import type { RestartTimes } from './local/local-backend.ts';
import { createLocalLink, type LocalLink } from './local/local-link.ts';
import { nameEnvironment } from './name-environment.ts';
import type { CreateChannel } from './ports.ts';
import type { Place, ResolveProxy } from './remote/find-way.ts';
import { createRemoteLink, type RemoteLink } from './remote/remote-link.ts';
import type { RemoteSession } from './remote/session.ts';
import { testServer } from './remote/test-server.ts';
import type { TokenVault } from './remote/token-vault.ts';
import { saveExport } from './save-export.ts';
import { watchEnvironment } from './watch-environment.ts';

/** Views change four times a second at most. */
const TELL_EVERY_MS = 250;

export interface EnvironmentsDeps {
  /** The environments as the app's settings keep them; a write is there for the next read. */
  settings: { read(): readonly Environment[]; write(environments: Environment[]): void };
  /** Whether the local backend is started now; later `startLocal` and `stopLocal` do it. */
  startsLocal: boolean;
  forkBackend: ForkBackend;
  createChannel: CreateChannel;
  vault: TokenVault;
  /** What the system has for a URL, as a PAC answers: `PROXY host:port; DIRECT`. */
  resolveProxy: ResolveProxy;
  /** Each line that the local backend writes; no secret is in it. */
  onBackendLine(line: string): void;
  /** Of restarts and of tries, for tests. */
  times?: { restarts?: RestartTimes; tries?: { firstMs: number; mostMs: number } };
}

/** All that main does with its environments. Whatever is refused is thrown as a FailureError, or as the contract's own error. */
export interface EnvironmentConnections extends Environments {
  add(draft: EnvironmentDraft): Environment;
  edit(id: EnvironmentId, change: EnvironmentChange): Promise<Environment>;
  remove(id: EnvironmentId): Promise<void>;
  /** Those that are not named keep their place behind the others. */
  reorder(ids: readonly EnvironmentId[]): void;
  test(place: Place): Promise<ConnectionTest>;
  signIn(id: EnvironmentId, input: LoginInput): Promise<User>;
  redeem(id: EnvironmentId, input: RedeemInput): Promise<User>;
  signOut(id: EnvironmentId, everywhere: boolean): Promise<void>;
  /** From now on the window gets a port as often as the environment is up. Once more for the same attachment: another port. */
  attach(window: AttachedWindow, id: EnvironmentId, attachmentId: string): void;
  /** One attachment of the window, or, where it is closed, all of them. */
  detach(window: AttachedWindow, attachmentId?: string): void;
  /** Saves an export as a file; half a file is removed. */
  saveExport(
    id: EnvironmentId,
    request: ExportInput,
    path: string,
    options: { signal: AbortSignal; onSize(bytes: number): void },
  ): Promise<void>;
  startLocal(): void;
  stopLocal(): Promise<void>;
  /** The last lines that the local backend wrote. */
  localLog(): string[];
  /** Where the local backend listens; null while it does not run. */
  localUrl(): string | null;
  /** The machine woke up: what was up may be dead, and is connected anew. */
  wake(): void;
  /** Ends all connections, and the local backend within about 10 s. */
  close(): Promise<void>;
}

interface Entry {
  readonly environment: Environment;
  link: Link;
  session: RemoteSession | null;
  watch: ReturnType<typeof watchEnvironment>;
  attachments: Attachments;
}

const refuse = (failure: Failure): never => {
  throw new FailureError(failure);
};
const CHANGED: Failure = { code: 'DISCONNECTED', status: 503, message: 'The settings of this environment changed; it is connected anew' };
const REMOVED: Failure = { code: 'NOT_FOUND', status: 404, message: 'This environment was removed from the app' };

/** Connects to every environment of the settings, and keeps them connected while windows come and go. */
export function createEnvironments(deps: EnvironmentsDeps): EnvironmentConnections {
  const { settings, vault } = deps;
  const entries = new Map<EnvironmentId, Entry>();
  const listeners = new Set<EnvironmentListener>();
  let views: EnvironmentView[] | undefined;
  let local: LocalLink | undefined;

  const tell = atMost(TELL_EVERY_MS, () => {
    for (const listener of listeners) listener.onChange?.();
  });
  function onChange(): void {
    views = undefined;
    tell();
  }
  const environmentOf = (id: EnvironmentId) => settings.read().find((environment) => environment.id === id);
  const entryOf = (id: EnvironmentId): Entry =>
    entries.get(id) ?? refuse({ code: 'NOT_FOUND', status: 404, message: `There is no environment ${id} in this app` });
  const sessionOf = (id: EnvironmentId): RemoteSession =>
    entryOf(id).session ?? refuse({ code: 'BAD_REQUEST', status: 400, message: 'The local environment needs no sign-in' });

  function link(environment: Environment): Pick<Entry, 'link' | 'session'> {
    const { id } = environment;
    if (environment.kind === 'local') {
      local = createLocalLink({
        fork: deps.forkBackend,
        createChannel: deps.createChannel,
        isReadOnly: () => environmentOf(id)?.isReadOnly ?? true,
        onLine: deps.onBackendLine,
        onChange,
        ...(deps.times?.restarts ? { times: deps.times.restarts } : {}),
      });
      return { link: local, session: null };
    }
    const remote: RemoteLink = createRemoteLink({
      environment,
      current: () => (environmentOf(id) ?? environment) as RemoteEnvironment,
      vault,
      createChannel: deps.createChannel,
      resolveProxy: deps.resolveProxy,
      onChange,
      ...(deps.times?.tries ? { delays: deps.times.tries } : {}),
    });
    return { link: remote, session: remote.session };
  }
  function watch(id: EnvironmentId, of: Link, attachments: Attachments, startAfter: number | null): Entry['watch'] {
    of.wire.onState(attachments.onState);
    return watchEnvironment({
      id,
      link: of,
      startAfter,
      onChange,
      onEvent(event) {
        for (const listener of listeners) listener.onEvent?.(id, event);
      },
      onGap() {
        for (const listener of listeners) listener.onGap?.(id);
      },
    });
  }
  function open(environment: Environment): void {
    const { id } = environment;
    const linked = link(environment);
    const attachments = createAttachments({ openPort: (onLost) => entryOf(id).link.openPort(onLost) });
    entries.set(id, {
      get environment() {
        return environmentOf(id) ?? environment;
      },
      ...linked,
      attachments,
      watch: watch(id, linked.link, attachments, null),
    });
    onChange();
  }
  /** The environment stands elsewhere, or is reached another way. */
  async function reopen(entry: Entry, startAfter: number | null): Promise<void> {
    const { watch: old, link: oldLink } = entry;
    entry.attachments.onState({ up: false, reason: CHANGED, retries: true });
    old.close();
    const { environment } = entry;
    Object.assign(entry, link(environment));
    entry.watch = watch(environment.id, entry.link, entry.attachments, startAfter);
    onChange();
    await oldLink.close();
  }
  /** Made once for all who ask between two changes. */
  function list(): readonly EnvironmentView[] {
    views ??= settings.read().flatMap(({ id }) => {
      const entry = entries.get(id);
      return entry ? [viewOf(entry)] : [];
    });
    return views;
  }
  const viewOf = ({ environment, watch: { status } }: Entry): EnvironmentView => ({ environment, status: status() });
  const write = (environments: readonly Environment[]) => {
    settings.write([...environments]);
    onChange();
  };

  for (const environment of settings.read()) open(environment);
  if (deps.startsLocal) local?.backend.start();

  return {
    list,
    find(id) {
      const entry = entries.get(id);
      return entry && viewOf(entry);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clientOf: (id) => entries.get(id)?.watch.client(),
    setOpenFailures: (id, count) => entries.get(id)?.watch.setOpenFailures(count),
    retryNow(id) {
      if (id !== undefined) entryOf(id).watch.retryNow();
      // The network is back: the local one never stood on it.
      else
        for (const {
          session,
          watch: { retryNow },
        } of entries.values())
          if (session?.user()) retryNow();
    },
    add(draft) {
      const environments = settings.read();
      const id = nameEnvironment(
        draft.name,
        environments.map((environment) => environment.id),
      );
      const added = Environment.parse({ ...draft, kind: 'remote', id });
      vault.keep(id, null); // of an earlier one with this id
      write([...environments, added]);
      open(added);
      return added;
    },
    async edit(id, change) {
      const entry = entryOf(id);
      const before = entry.environment;
      if (before.kind === 'local' && ('url' in change || 'proxy' in change || 'caFile' in change)) {
        refuse({ code: 'BAD_REQUEST', status: 400, message: 'The local environment has no address: it is on this machine' });
      }
      const after = Environment.parse({ ...before, ...change });
      write(settings.read().map((environment) => (environment.id === id ? after : environment)));
      if (before.kind === 'local' || after.kind === 'local') return after;
      const isElsewhere = before.url !== after.url;
      const isOtherWay = before.caFile !== after.caFile || JSON.stringify(before.proxy) !== JSON.stringify(after.proxy);
      // Tokens of one server are never shown to another.
      if (isElsewhere) entry.session?.forget();
      if (isElsewhere || isOtherWay) await reopen(entry, isElsewhere ? null : entry.watch.seq);
      return after;
    },
    async remove(id) {
      const entry = entryOf(id);
      if (id === LOCAL_ID) refuse({ code: 'BAD_REQUEST', status: 400, message: 'The local environment belongs to the app and stays' });
      entries.delete(id);
      write(settings.read().filter((environment) => environment.id !== id));
      entry.attachments.end(REMOVED);
      entry.watch.close();
      // The server hears of it where it can be reached; nobody waits for that.
      void entry.session?.signOut(false);
      await entry.link.close();
    },
    reorder(ids) {
      const place = (id: EnvironmentId) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
      write([...settings.read()].sort((a, b) => place(a.id) - place(b.id)));
    },
    test: (place) => testServer(place, deps.resolveProxy),
    signIn: async (id, { username, password }) => sessionOf(id).signIn(username, password),
    redeem: async (id, { code }) => sessionOf(id).redeem(code),
    signOut: async (id, everywhere) => sessionOf(id).signOut(everywhere),
    attach: (window, id, attachmentId) => entryOf(id).attachments.attach(window, attachmentId),
    detach(window, attachmentId) {
      for (const { attachments } of entries.values()) attachments.detach(window, attachmentId);
    },
    saveExport: async (id, request, path, options) => saveExport(entryOf(id).link.export(request, options.signal), path, options),
    startLocal: () => local?.backend.start(),
    stopLocal: async () => local?.backend.stop(),
    localLog: () => local?.backend.lines() ?? [],
    localUrl: () => local?.backend.url ?? null,
    wake() {
      for (const entry of entries.values()) entry.link.wake();
    },
    async close() {
      tell.stop();
      const open = [...entries.values()];
      for (const entry of open) entry.watch.close();
      await Promise.all(open.map((entry) => entry.link.close()));
      await vault.settled();
    },
  };
}
