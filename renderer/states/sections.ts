import type { Section } from './section.ts';
import { chartSections } from './sections/charts.tsx';
import { connectionSections } from './sections/connection.tsx';
import { controlSections } from './sections/controls.tsx';
import { desktopSections } from './sections/desktop.tsx';
import { dialogSections } from './sections/dialogs.tsx';
import { formSections } from './sections/forms.tsx';
import { gridSections } from './sections/grid.tsx';
import { jobPanelSections } from './sections/job-panel.tsx';
import { listSections } from './sections/lists.tsx';
import { markSections } from './sections/marks.tsx';
import { messageSections } from './sections/messages.tsx';
import { movingSections } from './sections/moving.tsx';
import { overlaySections } from './sections/overlays.tsx';
import { pageSections } from './sections/pages.tsx';
import { progressSections } from './sections/progress.tsx';
import { querySections } from './sections/query.tsx';
import { scheduleSections } from './sections/schedules.tsx';
import { smallChartSections } from './sections/small-charts.tsx';

/** All of them, from the small to the whole. */
export const sections: readonly Section[] = [
  ...markSections,
  ...controlSections,
  ...progressSections,
  ...messageSections,
  ...chartSections,
  ...smallChartSections,
  ...gridSections,
  ...querySections,
  ...listSections,
  ...jobPanelSections,
  ...scheduleSections,
  ...connectionSections,
  ...dialogSections,
  ...overlaySections,
  ...formSections,
  ...movingSections,
  ...pageSections,
  ...desktopSections,
];
