import { config } from 'zod';

// Before any schema is made: else zod tries whether it may compile code, which the page's policy refuses, and the engine reads all of
// its source again to tell where.
config({ jitless: true });
