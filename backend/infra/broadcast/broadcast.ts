/** Says something to every process of the environment, this one included. What is said while a part is away is lost: only news that the next one replaces goes here. */
export interface Broadcast {
  publish(messages: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** In one process, which serves all clients itself. */
export function createLocalBroadcast(onMessage: (message: string) => void): Broadcast {
  return {
    async publish(messages) {
      for (const message of messages) onMessage(message);
    },
    close: async () => {},
  };
}
