export const job = {
  title: 'job',
} as const;
