import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { CALL_CHANNEL, type DesktopBridge, PORT_CHANNEL, PORT_MESSAGE, PUSH_CHANNEL } from '#electron/bridge/bridge.ts';
import { pushNames } from '#electron/bridge/pushes.ts';

/** All that the page gets of the app. Nothing of Electron goes through it: no event object, no channel of the page's choice. */
const bridge: DesktopBridge = {
  platform: process.platform as DesktopBridge['platform'],
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  on(name, listener) {
    if (!(pushNames as readonly string[]).includes(name)) throw new Error('The app pushes nothing of that name');
    const hear = (_event: IpcRendererEvent, pushed: string, payload: unknown) => {
      if (pushed === name) listener(payload as never);
    };
    ipcRenderer.on(PUSH_CHANNEL, hear);
    return () => {
      ipcRenderer.removeListener(PUSH_CHANNEL, hear);
    };
  },
};

contextBridge.exposeInMainWorld('syncdeck', bridge);

// Ports can't cross the context bridge; a message of the window, to its own page alone, can carry them.
ipcRenderer.on(PORT_CHANNEL, (event: IpcRendererEvent, { attachmentId }: { attachmentId: string }) => {
  window.postMessage({ type: PORT_MESSAGE, attachmentId }, window.location.origin, event.ports as MessagePort[]);
});
