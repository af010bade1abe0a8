// `npm run build`: the Prisma client from prisma/schema.prisma, then the backend's bundle and the console.
import { buildAll } from './prepare.mjs';

await buildAll();
