// What a page's preload sends, brought to the app's listeners and handlers.
const { clone } = require('./clone.cjs');
const { createEvent } = require('./guard.cjs');
const { findHandler, ipcMain } = require('./ipc-main.cjs');
const { toPorts } = require('./message-ports.cjs');
const { codec } = require('./page-link.cjs');

const createIpcEvent = (contents, ports = []) =>
  createEvent({
    type: 'frame',
    sender: contents,
    senderFrame: contents.mainFrame,
    processId: contents.mainFrame.processId,
    frameId: contents.mainFrame.routingId,
    ports,
    reply: (channel, ...args) => contents.send(channel, ...args),
  });

/** Electron looks at the frame's own listeners, then at the page's, then at ipcMain's. */
const placesOf = (contents) => [contents.mainFrame.ipc, contents.ipc, ipcMain];

async function answerInvoke(contents, document, { id, channel, args }) {
  let answer;
  try {
    const handler = findHandler(placesOf(contents), channel);
    const value = await handler(createIpcEvent(contents), ...codec.decode(args));
    answer = { ok: true, value: codec.encode(clone(value)) };
  } catch (error) {
    answer = { ok: false, value: String(error) };
  }
  document.push({ kind: 'answer', id, ...answer });
}

function hearSend(contents, document, { channel, args, ports: ids }) {
  const event = createIpcEvent(contents, toPorts(document.ends.take(ids)));
  const values = codec.decode(args);
  contents.emit('ipc-message', event, channel, ...values);
  for (const place of placesOf(contents)) place.emit(channel, event, ...values);
}

module.exports = { answerInvoke, hearSend };
