// The reading room: Gradio carries the events, these files own focus, keys and scrolling. This one wires them.
import { answered, composer, failed, notice, refused } from "./asking.js";
import { actions, comment } from "./buttons.js";
import { $, all, box, say } from "./common.js";
import { closeSheet, fromMark, reader, select, step } from "./reader.js";

// ── what Gradio calls when a part stands, and when it has changed ─────────────────────────────────────────────
window.readingRoom = {
  composer,
  reader,
  chat() {
    const last = all("#chat .turn").at(-1);
    if (answered(last)) read(last);
    const talk = $("#chat");
    if (last) talk.scrollTop = last.offsetTop - talk.offsetTop - 16;
    select(undefined, { scroll: false });
  },
  notice() {
    if ($("#notice .notice")) refused();
  },
  done: refused, // whatever came of it: a question that is still pending was not answered
  failed,
  unavailable: () => notice("unavailable"),
};
function read(turn) {
  const copy = $(".answer", turn)?.cloneNode(true);
  if (!copy) return;
  all(`${look.english() ? ".zh" : ".en"}, [aria-hidden]`, copy).forEach((part) => part.remove());
  say(copy.textContent);
}

// ── pointer and keys ──────────────────────────────────────────────────────────────────────────────────────────
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) return actions[button.dataset.do]?.(button);
  const mark = event.target.closest("#reader mark");
  if (mark && !String(getSelection())) return fromMark(mark);
  if (!event.target.closest("#side")) closeSheet();
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".comment")) return;
  event.preventDefault();
  comment(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return closeSheet();
  if (event.target.closest("input, textarea, select")) return;
  const key = { "[": () => step(-1), "]": () => step(1), "/": () => box().focus() }[event.key];
  if (!key) return;
  event.preventDefault();
  key();
});

// ── the input stays above a phone's keyboard, which makes only the visible part of the page smaller ───────────
const seen = window.visualViewport;
seen?.addEventListener("resize", () => {
  if (seen.scale > 1.01) return; // a pinch, not a keyboard
  document.documentElement.style.setProperty("--seen", `${seen.height}px`);
  scrollTo(0, 0);
});
