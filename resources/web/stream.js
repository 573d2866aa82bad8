// Keeps in touch with the hub: states as they come, and the truth when none do.

const SILENCE_MS = 25_000; // the hub says something every 10 s
const AGAIN_MS = 3_000;
const PATIENCE_MS = 2_500; // a reconnect that takes less long is nobody's business

/**
 * Follow the board until its key is no longer good.
 *
 * heard(board, now) is called with each state, or null where only time passed; lost() when the
 * hub has not answered for a while; ended() once, when the link is void.
 */
export function follow(key, { heard, lost, ended }) {
  const query = `?key=${encodeURIComponent(key)}`;
  let source = null;
  let silence = 0;
  let patience = 0;
  let lastHeard = 0;

  function open() {
    source?.close();
    source = new EventSource(`/board/events${query}`);
    source.addEventListener("figures", hear);
    source.addEventListener("beat", hear);
    source.addEventListener("error", fail);
    listen();
  }

  function hear(event) {
    const told = JSON.parse(event.data);
    clearTimeout(patience);
    patience = 0;
    listen();
    heard(told.board ?? null, told.now);
  }

  function listen() {
    lastHeard = Date.now();
    clearTimeout(silence);
    silence = setTimeout(reopen, SILENCE_MS);
  }

  function reopen() {
    lost();
    open();
  }

  function fail() {
    patience ||= setTimeout(lost, PATIENCE_MS);
    if (source.readyState === EventSource.CLOSED) {
      ask();
    }
  }

  // The browser gave up: either the link is void, or something stood in between.
  async function ask() {
    clearTimeout(silence);
    try {
      const reply = await fetch(`/board/figures${query}`, { cache: "no-store" });
      if (reply.status === 404) {
        clearTimeout(patience);
        ended();
        return;
      }
    } catch {
      // No answer at all: asked again below.
    }
    setTimeout(open, AGAIN_MS);
  }

  // A phone that slept has a stream that may be dead.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - lastHeard > SILENCE_MS / 2) {
      open();
    }
  });

  open();
}
