/** The person's own settings, their account, and the admins' page of users and tokens. */
export const settings = {
  zone: {
    local: 'This machine’s, {{zone}}',
    search: 'Search a city or region',
    none: 'No zone of that name',
  },
} as const;
