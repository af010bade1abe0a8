// `npm run build`: the Prisma client from prisma/schema.prisma, then the backend's bundle.
import { buildAll } from './prepare.mjs';

await buildAll();
