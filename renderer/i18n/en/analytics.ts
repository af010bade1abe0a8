export const analytics = {
  title: 'analytics',
} as const;
