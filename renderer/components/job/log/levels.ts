import type { LogLevel } from './use-log.ts';

export type LeastLevel = LogLevel;

/** From everything to what went wrong. */
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Levels that matter as much as this one or more; undefined where that is all of them. */
export const levelsFrom = (least: LeastLevel): LogLevel[] | undefined =>
  least === 'debug' ? undefined : logLevels.slice(logLevels.indexOf(least));
