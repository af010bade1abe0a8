// One page of Chromium and the host's two scripts in it: what is said to and from its present document.
const { createCodec } = require('./page/clone-codec.cjs');
const { BINDING, WORLD } = require('./page-scripts.cjs');
const { RemoteEnds } = require('./message-ports.cjs');

const codec = createCodec();

/** A document from its commit to its end. Nothing of it reaches the next one: its answers are dropped, its ports end. */
class PageDocument {
  constructor(link, contextId) {
    this.link = link;
    this.contextId = contextId;
    /** Its preload has run and listens. */
    this.isLive = false;
    this.isGone = false;
    this.outbox = [];
    this.ends = new RemoteEnds('host', (message) =>
      this.push({ ...message, ...('data' in message ? { data: codec.encode(message.data) } : {}) }),
    );
  }

  /** In order; what is pushed in one turn travels together. */
  push(message) {
    this.outbox.push(message);
    if (this.isLive) this.flushSoon();
  }

  start() {
    this.isLive = true;
    this.flushSoon();
  }

  flushSoon() {
    if (this.isFlushing) return;
    this.isFlushing = true;
    queueMicrotask(() => {
      this.isFlushing = false;
      const messages = this.outbox.splice(0);
      if (this.isGone || messages.length === 0) return;
      this.link.session.tell('Runtime.callFunctionOn', {
        functionDeclaration: 'function (messages) { receiveFromHost(messages); }',
        executionContextId: this.contextId,
        arguments: [{ value: messages }],
      });
    });
  }

  end() {
    if (this.isGone) return;
    this.isGone = true;
    this.ends.closeAll();
  }
}

/**
 * Opens a page and prepares it, before anything is loaded in it.
 * @param listener `onMessage(document, message)` hears what the page's scripts say; `onDocument(document)` of each new one
 */
async function openPageLink(browser, { size, scripts, onMessage, onDocument }) {
  const { targetId, session } = await browser.openPage(size);
  const link = { targetId, session, document: undefined, setVisibility };
  let visibilityScript;
  /** Of the documents to come, which are hidden from their first script on when their window is. */
  async function setVisibility(state) {
    const before = visibilityScript;
    visibilityScript = session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.show(state) });
    if (before) session.tell('Page.removeScriptToEvaluateOnNewDocument', await before);
    await visibilityScript;
  }
  const endDocument = () => {
    link.document?.end();
    link.document = undefined;
  };

  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== WORLD || context.auxData.frameId !== targetId) return;
    endDocument();
    link.document = new PageDocument(link, context.id);
    onDocument(link.document);
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === link.document?.contextId) endDocument();
  });
  session.on('Runtime.executionContextsCleared', endDocument);
  session.on('Inspector.targetCrashed', endDocument);
  session.on('closed', endDocument);
  session.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
    const { document } = link;
    if (!document || executionContextId !== document.contextId) return;
    const message = JSON.parse(payload);
    if (message.kind === 'hello') document.start();
    else if (message.kind === 'port') document.ends.receive({ ...message, data: codec.decode(message.data) });
    else if (message.kind === 'port-close') document.ends.receive(message);
    else onMessage(document, message);
  });

  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Inspector.enable'),
    session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName: WORLD }),
  ]);
  return link;
}

module.exports = { openPageLink, codec };
