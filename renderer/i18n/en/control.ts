/** The job list, and the grid that other pages share. */
export const control = {
  grid: {
    next: 'Next row',
    previous: 'Previous row',
    select: 'Select or deselect',
    selectRange: 'Select all from the last one',
  },
} as const;
