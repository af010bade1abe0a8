import i18next from 'i18next';

/** An error of a call, whatever threw it: `code` to branch on. */
export interface CallError {
  code: string;
  status: number;
  message: string;
  data?: unknown;
}

export function toCallError(error: unknown): CallError {
  const { code = 'UNEXPECTED', status = 0, message = String(error), data } = (error ?? {}) as Partial<CallError>;
  return { code, status, message, data };
}

const TRANSLATED = ['TIMEOUT', 'SERVICE_UNAVAILABLE', 'FORBIDDEN', 'UNAUTHORIZED', 'NOT_FOUND', 'TOO_MANY_REQUESTS'] as const;

/** What happened and what to do, for people. Where the server has a reason of its own (bad input), that is it. */
export function explainError(error: unknown): string {
  const { code, message, data } = toCallError(error);
  if (code === 'CONFLICT') {
    const { status } = (data ?? {}) as { status?: 'pending' };
    if (status) return i18next.t('error.conflict', { status: i18next.t(`status.${status}`) });
  }
  // The desktop app has sentences for what main refuses.
  const ofApp = `desktop:fault.${code}`;
  if (i18next.exists(ofApp)) return i18next.t(ofApp as 'desktop:fault.REFUSED');
  const known = TRANSLATED.find((each) => each === code);
  return known ? i18next.t(`error.${known}`) : message;
}

/** Messages by field, of a 400. */
export function issuesOf(error: unknown): Record<string, string> {
  const { data } = toCallError(error);
  const { issues = [] } = (data ?? {}) as { issues?: { path: (string | number)[]; message: string }[] };
  return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
}
