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

/** All texts by namespace: `common` and `shell` for every page, one for each page and for each large part that pages share. */
export const en = { common, shell, overview, control, job, bulk, analytics, schedules, history, settings, palette, query };
