/**
 * One side of the talk between the preload's isolated world and the page's own: requests with an answer, in the same call. The worlds share
 * no objects, only the window's events, whose details Chromium copies from world to world. Runs in both; the page gets its text.
 */
function createPeer({ toOther, fromOther }, handle) {
  const Told = globalThis.CustomEvent;
  const dispatch = globalThis.dispatchEvent.bind(globalThis);
  const answers = new Map();
  let count = 0;

  globalThis.addEventListener(fromOther, (event) => {
    event.stopImmediatePropagation();
    const { id, isAnswer, message } = event.detail;
    if (isAnswer) answers.set(id, message);
    else dispatch(new Told(toOther, { detail: { id, isAnswer: true, message: handle(message) } }));
  });

  /** @returns what the other side's handler answers */
  return function ask(message) {
    count += 1;
    const id = count;
    dispatch(new Told(toOther, { detail: { id, isAnswer: false, message } }));
    if (!answers.has(id)) throw new Error('The other world does not listen');
    const answer = answers.get(id);
    answers.delete(id);
    return answer;
  };
}

module.exports = { createPeer };
