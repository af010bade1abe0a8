import { CONTRACT_VERSION } from '#contract/version.ts';

/** What a person can do about a way in which a connection fails, the most likely first. */
export type FaultWay = 'edit' | 'choose-ca' | 'update' | 'sign-in' | 'retry';

const ways: Readonly<Record<string, readonly FaultWay[]>> = {
  NAME_NOT_FOUND: ['edit', 'retry'],
  REFUSED: ['retry', 'edit'],
  TIMED_OUT: ['retry', 'edit'],
  TLS_UNTRUSTED: ['choose-ca', 'edit', 'retry'],
  TLS_EXPIRED: ['retry'],
  TLS_WRONG_NAME: ['edit', 'retry'],
  PROXY_FAILED: ['edit', 'retry'],
  NOT_SYNCDECK: ['edit', 'retry'],
  UNREACHABLE: ['retry', 'edit'],
  UNAUTHORIZED: ['sign-in'],
  INVALID_CREDENTIALS: ['sign-in'],
};

/** Which of the two has to be updated, where they speak versions of the contract that don't fit. */
export function olderSide(backend: string | null, message: string): 'app' | 'backend' {
  const majorOf = (version: string) => Number.parseInt(version, 10);
  if (backend && majorOf(backend) !== majorOf(CONTRACT_VERSION)) return majorOf(backend) > majorOf(CONTRACT_VERSION) ? 'app' : 'backend';
  return /console is too old/i.test(message) ? 'app' : 'backend';
}

export function waysOut(code: string, older: 'app' | 'backend'): readonly FaultWay[] {
  if (code === 'VERSION_MISMATCH') return older === 'app' ? ['update', 'retry'] : ['retry'];
  return ways[code] ?? ['retry', 'edit'];
}
