import { analytics } from './analytics.ts';
import { bulk } from './bulk.ts';
import { common } from './common.ts';
import { control } from './control.ts';
import { history } from './history.ts';
import { job } from './job.ts';
import { overview } from './overview.ts';
import { palette } from './palette.ts';
import { query } from './query.ts';
import { schedules } from './schedules.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';

/** The same keys as in English; a test compares them. */
export const ar = { common, shell, overview, control, job, bulk, analytics, schedules, history, settings, palette, query };
