import type { Environment } from '#electron/bridge/environment.ts';

/** Where an environment is, without what every address begins with; null: on this computer. */
export const hostOf = (environment: Environment): string | null =>
  environment.kind === 'local' ? null : environment.url.replace(/^https?:\/\//, '');
