import type { JobControlClient } from '#contract/contract.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import type { Environments } from '#electron/connections/environments.ts';
import { askFailed, askGap, askRunning } from './ask-server.ts';
import type { Input } from './inputs.ts';
import type { Group } from './state.ts';

/** Incidents of more jobs than are known one by one are counted again so often. */
const RECOUNT_EVERY_MS = 60_000;

interface CatchUpDeps {
  environments: Environments;
  groups(): readonly Group[];
  feed(input: Input): void;
  now(): number;
  log: { warn(fields: object, message: string): void };
}

/** Asks servers for what their events don't tell: before the first, past a gap, and of incidents too large to be followed job by job. */
export function createCatchUp({ environments, groups, feed, now, log }: CatchUpDeps) {
  /** By the servers' clocks. */
  const lastEventAt = new Map<string, number>();
  const isCounted = new Set<string>();
  let recountedAt = now();

  function ask(environmentId: string, what: (client: JobControlClient) => Promise<void>): void {
    const client = environments.clientOf(environmentId);
    // Where the connection breaks, its next one asks again.
    if (client) what(client).catch((err: unknown) => log.warn({ err, environmentId }, 'What was missed could not be asked for'));
  }
  async function countAgain(client: JobControlClient, environmentId: string, isMeant: (group: Group) => boolean): Promise<void> {
    const incidents = groups().filter((group) => group.event === 'failed' && group.environmentId === environmentId && isMeant(group));
    for (const { key, signature, since, open } of incidents) {
      // Without a signature there is no question that finds just these.
      if (signature !== '') feed({ kind: 'recount', key, asked: open, ...(await askFailed(client, signature, since)) });
    }
  }
  async function seeRunning(client: JobControlClient, environmentId: string): Promise<void> {
    feed({ kind: 'running', environmentId, jobs: await askRunning(client) });
  }

  return {
    heard(environmentId: string, { payload }: DurableEvent): void {
      lastEventAt.set(environmentId, payload.at.getTime());
    },
    onLive(environmentId: string): void {
      const isFirst = !isCounted.has(environmentId);
      isCounted.add(environmentId);
      if (!lastEventAt.has(environmentId)) lastEventAt.set(environmentId, now());
      ask(environmentId, async (client) => {
        await seeRunning(client, environmentId);
        // Incidents of the app's last run: jobs may have been retried since, and others may have failed.
        if (isFirst) await countAgain(client, environmentId, () => true);
      });
    },
    onGap(environmentId: string): void {
      const from = lastEventAt.get(environmentId);
      ask(environmentId, async (client) => {
        if (from !== undefined) {
          const to = now();
          lastEventAt.set(environmentId, to);
          feed({ kind: 'gap', environmentId, from, to, ...(await askGap(client, from)) });
        }
        await countAgain(client, environmentId, () => true);
        await seeRunning(client, environmentId);
      });
    },
    onTick(): void {
      if (now() < recountedAt + RECOUNT_EVERY_MS) return;
      recountedAt = now();
      const large = groups().filter(({ untracked }) => untracked > 0);
      for (const environmentId of new Set(large.map((group) => group.environmentId))) {
        ask(environmentId, (client) => countAgain(client, environmentId, ({ untracked }) => untracked > 0));
      }
    },
  };
}
