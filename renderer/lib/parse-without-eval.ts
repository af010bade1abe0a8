import { config } from 'zod';

// Before any schema is made: else zod tries whether it may compile code, and the page's policy refuses that at each load.
config({ jitless: true });
