import { createRequire } from 'node:module';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** From the program's own folder, wherever it is bundled to. */
const assets = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Syncdeck control API</title>
<link rel="stylesheet" href="/v4/docs/assets/swagger-ui.css">
<link rel="icon" href="/v4/docs/assets/favicon-32x32.png">
<body style="margin: 0">
<div id="docs"></div>
<script src="/v4/docs/assets/swagger-ui-bundle.js"></script>
<script src="/v4/docs/start.js"></script>
</body>
</html>
`;
const start = `SwaggerUIBundle({ url: '/v4/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0, persistAuthorization: false });\n`;

/** The OpenAPI document as a page. All that it loads comes from here. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: assets, prefix: '/v4/docs/assets/', index: false, decorateReply: false });
  app.get('/v4/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/v4/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
}
