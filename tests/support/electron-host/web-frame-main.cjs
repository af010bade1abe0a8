const { guard } = require('./guard.cjs');
const { IpcMain } = require('./ipc-main.cjs');

const originOf = (url) => {
  if (!URL.canParse(url)) return '';
  const { protocol, host, origin } = new URL(url);
  return origin === 'null' && host ? `${protocol}//${host}` : origin;
};

/** The main frame of a page; frames within it have no preload and send nothing. */
function createMainFrame(contents) {
  const frame = guard(
    {
      frameTreeNodeId: contents.id,
      processId: contents.id,
      osProcessId: 0,
      routingId: 1,
      name: '',
      parent: null,
      get top() {
        return frame;
      },
      frames: [],
      get framesInSubtree() {
        return [frame];
      },
      get detached() {
        return contents.isDestroyed();
      },
      get url() {
        return contents.getURL();
      },
      get origin() {
        return originOf(contents.getURL());
      },
      get visibilityState() {
        return contents._visibility;
      },
      ipc: new IpcMain('WebFrameMain.ipc'),
      isDestroyed: () => contents.isDestroyed(),
      send: (channel, ...args) => contents.send(channel, ...args),
      postMessage: (channel, message, transfer) => contents.postMessage(channel, message, transfer),
      executeJavaScript: (code, hasGesture) => contents.executeJavaScript(code, hasGesture),
      reload: () => contents.reload(),
    },
    'WebFrameMain',
    __filename,
  );
  return frame;
}

module.exports = { createMainFrame };
