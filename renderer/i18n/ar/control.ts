export const control = {
  title: 'control',
} as const;
