import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { Queue } from 'bullmq';
import Fastify from 'fastify';

/** bull-board as its own documentation sets it up, over one queue, in a process of its own. */
const connection = { url: process.env.REDIS_URL as string };
const queue = new Queue('bench', { connection });
const adapter = new FastifyAdapter();
createBullBoard({ queues: [new BullMQAdapter(queue)], serverAdapter: adapter });
adapter.setBasePath('/ui');
const app = Fastify();
app.register(adapter.registerPlugin(), { prefix: '/ui' });
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address() as { port: number };
process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
