import { readdirSync, readFileSync } from 'node:fs';
import type { CallInput, CallName, CallOutput } from '#electron/bridge/calls.ts';
import type { DesktopState, EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { Answer } from '#electron/bridge/failure.ts';
import type { Page } from './chromium.ts';
import type { DesktopApp } from './launch-desktop.ts';
import { until } from './until.ts';

/** The app's window, once its page is there: a window is told of before it has loaded anything. */
export async function openWindow(app: DesktopApp): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForFunction(() => window.syncdeck !== undefined && document.querySelector('#root')?.childElementCount);
  return page;
}

/** A call over the bridge, as the page's own code makes it; its answer may be a failure. */
async function callBridge<Name extends CallName>(page: Page, name: Name, input: CallInput<Name>): Promise<Answer<CallOutput<Name>>> {
  const answer = await page.evaluate(
    ({ name, input }) => window.syncdeck?.call(name as 'state:read', input as undefined) as Promise<unknown>,
    { name, input: input as unknown },
  );
  return answer as Answer<CallOutput<Name>>;
}

export async function readDesktop(page: Page): Promise<DesktopState> {
  const answer = await callBridge(page, 'state:read', undefined);
  if (!answer.ok) throw new Error(`The state can't be read: ${answer.error.message}`);
  return answer.output;
}

/** Waits until main says so of an environment, whatever the page shows. */
export const untilEnvironment = (page: Page, id: string, what: string, isSo: (view: EnvironmentView) => boolean, withinMs = 60_000) =>
  until(
    `${id} ${what}`,
    async () => {
      const view = (await readDesktop(page)).environments.find(({ environment }) => environment.id === id);
      return view && isSo(view) ? view : undefined;
    },
    withinMs,
  );

export const untilUp = (page: Page, id: string) => untilEnvironment(page, id, 'is live', ({ status }) => status.connection.kind === 'live');

const parentOf = (pid: string) => Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** The process of the local backend, among the children of the app's own. */
export function findBackend(app: DesktopApp): number | undefined {
  const main = app.app.process().pid;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (command.includes('dist/backend/main.mjs') && (parentOf(pid) === main || parentOf(String(parentOf(pid))) === main))
        return Number(pid);
    } catch {
      // It ended while it was looked at.
    }
  }
  return undefined;
}

/** Starts a job by the form of the job list, as a person does. */
export async function startJob(page: Page, job: { type: string; name: string; fields?: Record<string, string> }): Promise<void> {
  await page.getByRole('button', { name: 'New job' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a job' });
  await dialog.getByRole('combobox', { name: 'Type', exact: true }).selectOption({ label: job.type });
  await dialog.getByLabel(/^Name/).fill(job.name);
  for (const [label, value] of Object.entries(job.fields ?? {})) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByRole('button', { name: 'Start the job' }).click();
  await dialog.waitFor({ state: 'detached' });
}
