import type { ConnectionTest } from '#electron/bridge/calls.ts';
import { type Environment, EnvironmentChange, EnvironmentDraft } from '#electron/bridge/environment.ts';
import type { FormIssues } from '#renderer/lib/submit.ts';

/** What stands in the form's fields. */
export interface EnvironmentForm {
  name: string;
  url: string;
  color: EnvironmentDraft['color'];
  /** As they are typed, with commas between. */
  tags: string;
  isReadOnly: boolean;
  isProduction: boolean;
  proxyMode: EnvironmentDraft['proxy']['mode'];
  proxyUrl: string;
  caFile: string | null;
}

export const emptyForm: EnvironmentForm = {
  name: '',
  url: '',
  color: 'blue',
  tags: '',
  isReadOnly: false,
  isProduction: false,
  proxyMode: 'system',
  proxyUrl: '',
  caFile: null,
};

/** The form filled in with what is known: of an environment, or of what a link offers. */
export function fillForm(known: Partial<EnvironmentDraft>): EnvironmentForm {
  const { tags, proxy, ...rest } = known;
  return {
    ...emptyForm,
    ...rest,
    ...(tags ? { tags: tags.join(', ') } : {}),
    ...(proxy ? { proxyMode: proxy.mode, proxyUrl: proxy.mode === 'manual' ? proxy.url : '' } : {}),
  };
}

export const formOf = (environment: Environment): EnvironmentForm =>
  fillForm(environment.kind === 'remote' ? environment : (({ kind: _kind, id: _id, ...rest }) => rest)(environment));

/** What the form says of an environment; of the local one, what places it does not count. */
function valuesOf(form: EnvironmentForm, kind: Environment['kind']) {
  const { name, color, isReadOnly, isProduction } = form;
  const tags = form.tags
    .split(/[,،]/)
    .map((tag) => tag.trim())
    .filter(Boolean);
  const common = { name, color, tags, isReadOnly, isProduction };
  if (kind === 'local') return common;
  const proxy = form.proxyMode === 'manual' ? { mode: 'manual', url: form.proxyUrl.trim() } : { mode: form.proxyMode };
  return { ...common, url: form.url, proxy, caFile: form.caFile };
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

/** What is wrong, by field; of a list, at the list. */
export const issuesByField = (issues: readonly Issue[]): FormIssues =>
  Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ''), message]));

/** The form as something to add, or what is wrong with it. */
export function readDraft(form: EnvironmentForm): { draft: EnvironmentDraft } | { issues: FormIssues } {
  const { data, error } = EnvironmentDraft.safeParse(valuesOf(form, 'remote'));
  return data ? { draft: data } : { issues: issuesByField(error.issues) };
}

/** What is other than in the environment as it is; nothing where nothing is. */
export function readChange(form: EnvironmentForm, environment: Environment): { change: EnvironmentChange } | { issues: FormIssues } {
  const { data, error } = EnvironmentChange.safeParse(valuesOf(form, environment.kind));
  if (!data) return { issues: issuesByField(error.issues) };
  const before = environment as Record<string, unknown>;
  const changed = Object.entries(data).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]));
  return { change: Object.fromEntries(changed) };
}

/** Over plain HTTP to another computer, anybody on the way reads the password. */
export function isUnprotected(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

export type TestResult = ConnectionTest | 'testing' | null;
