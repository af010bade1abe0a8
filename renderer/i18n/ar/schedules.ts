export const schedules = {
  title: 'schedules',
} as const;
