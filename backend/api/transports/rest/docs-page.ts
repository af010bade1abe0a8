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
/** Signs in by the first start's link, whose code stands behind the # and leaves the address at once. */
const start = `const code = /^#sign-in=([\\w-]+)$/.exec(location.hash)?.[1];
if (code) history.replaceState(null, '', location.pathname);
async function signIn() {
  const response = await fetch('/v4/auth/link', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }),
  });
  const answer = await response.json();
  if (response.ok) ui.preauthorizeApiKey('bearer', answer.accessToken);
  const note = document.createElement('p');
  note.style = 'margin: 0; padding: 12px 24px; font: 15px sans-serif; background: #eef4ff';
  note.textContent = response.ok
    ? 'You are signed in as ' + answer.user.username + ' for 15 minutes: every "Try it out" below works. Set a password of your own with POST /v4/auth/password.'
    : answer.message;
  document.body.prepend(note);
}
const ui = SwaggerUIBundle({
  url: '/v4/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0,
  persistAuthorization: false, onComplete: () => code && signIn(),
});
`;

/** The OpenAPI document as a page. All that it loads comes from here. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: assets, prefix: '/v4/docs/assets/', index: false, decorateReply: false });
  app.get('/v4/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/v4/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
}
