export const query = {
  title: 'query',
} as const;
