import './app/styles.ts';

// Behind the sheets that every page begins with, as in the console: bundled together, they would come after those of the components.
void import('./states/show-states.tsx');
