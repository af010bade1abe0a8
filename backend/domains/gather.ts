/**
 * Gathers calls into batches: what several callers ask for within a few milliseconds goes out as one call of `run`, so that one commit
 * serves many. A lone call goes out at once. Items with the same key never share a batch; they keep their order.
 */
export function gather<Item, Answer>(options: {
  run(items: Item[]): Promise<Answer[]>;
  keyOf(item: Item): string;
  /** Items in one batch at most. */
  max: number;
  /** Batches under way at once. */
  parallel: number;
}): (item: Item) => Promise<Answer> {
  interface Waiting {
    item: Item;
    resolve(answer: Answer): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let flying = 0;
  const busy = new Set<string>();

  function nextBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    const held = new Set<string>();
    for (const entry of waiting) {
      const key = options.keyOf(entry.item);
      // An item behind another of its key waits, even when that one only missed this batch.
      if (batch.length < options.max && !busy.has(key) && !held.has(key)) batch.push(entry);
      else rest.push(entry);
      held.add(key);
    }
    waiting = rest;
    return batch;
  }

  async function fly(batch: Waiting[]): Promise<void> {
    const keys = batch.map((entry) => options.keyOf(entry.item));
    for (const key of keys) busy.add(key);
    flying++;
    try {
      const answers = await options.run(batch.map((entry) => entry.item));
      for (const [index, entry] of batch.entries()) entry.resolve(answers[index] as Answer);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      flying--;
      for (const key of keys) busy.delete(key);
      depart();
    }
  }

  function depart(): void {
    while (flying < options.parallel && waiting.length > 0) {
      const batch = nextBatch();
      if (batch.length === 0) return;
      void fly(batch);
    }
  }

  let scheduled = false;
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled) return;
      scheduled = true;
      // One turn of the event loop lets calls that arrived together travel together.
      setImmediate(() => {
        scheduled = false;
        depart();
      });
    });
}
