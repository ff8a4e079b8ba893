// The source reader: which citation is selected, and on a phone the sheet that it opens as.
import { $, all, box, phone, tell, turnOf } from "./common.js";

const state = { number: 1, wanted: null, opener: null }; // citation shown, citation to show once its turn is there
const numbers = () => all("#reader .headings li").map((item) => Number(item.dataset.n));
const marks = (number) => all(`#reader mark[data-n~="${number}"]`);
const shownTurn = () => Number($("#reader .reader")?.dataset.turn ?? -1);

export function select(number = state.number, { scroll = true } = {}) {
  const list = numbers();
  if (!list.length) return;
  state.number = list.includes(number) ? number : list[0];
  const chosen = marks(state.number);
  all("#reader mark").forEach((mark) => mark.classList.toggle("current", chosen.includes(mark)));
  all("#chat .marker").forEach((marker) => {
    const current = turnOf(marker) === shownTurn() && Number(marker.dataset.n) === state.number;
    marker.toggleAttribute("aria-current", current);
  });
  const article = chosen[0]?.closest(".document");
  all("#reader .document").forEach((one) => (one.hidden = article ? one !== article : false));
  const item = $(`#reader .headings li[data-n="${state.number}"]`);
  $("#reader .place-title").textContent = item.dataset.title;
  $("#reader .place-heading").textContent = item.dataset.heading ? `· ${item.dataset.heading}` : "";
  $("#reader .count").textContent = `${list.indexOf(state.number) + 1} / ${list.length}`;
  if (scroll && chosen[0]) center(chosen[0]);
}
function center(mark) { // inside the pane only: scrollIntoView would move the page too
  const pane = $("#reader .pages");
  const offset = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
  pane.scrollTop = Math.max(0, offset - pane.clientHeight * (phone.matches ? 0.45 : 0.3));
}
export function step(by) {
  const list = numbers();
  if (list.length) select(list[(list.indexOf(state.number) + by + list.length) % list.length]);
}
export function cite(marker) {
  const number = Number(marker.dataset.n);
  openSheet(marker);
  if (turnOf(marker) === shownTurn()) return select(number);
  state.wanted = number;
  tell("show", { turn: turnOf(marker) });
}
export function fromMark(mark) { // where citations overlap, each click selects the next
  const mine = mark.dataset.n.split(" ").map(Number);
  const number = mine[(mine.indexOf(state.number) + 1) % mine.length];
  select(number, { scroll: false });
  const marker = $(`#chat .turn[data-turn="${shownTurn()}"] .marker[data-n="${number}"]`);
  if (!marker || phone.matches) return;
  marker.scrollIntoView({ block: "nearest" });
  marker.focus({ preventScroll: true });
}
export function reader() { // called when the reader's content has changed
  const list = numbers();
  const wanted = state.wanted ?? list[0];
  state.wanted = null;
  if (list.length) select(wanted);
  else $("#reader .pages")?.scrollTo({ top: 0, behavior: "instant" }); // nothing cited: from the beginning
}

// ── the sheet ─────────────────────────────────────────────────────────────────────────────────────────────────
const behind = (inert) => all("#top, #chat, #composer").forEach((part) => (part.inert = inert));
const open = () => document.body.classList.contains("sheet");

export function openSheet(opener) {
  state.opener = opener;
  if (!phone.matches) return;
  document.body.classList.add("sheet");
  behind(true);
  $("#reader .close")?.focus();
}
export function closeSheet() {
  if (!open()) return;
  document.body.classList.remove("sheet");
  behind(false);
  (state.opener?.isConnected ? state.opener : box()).focus();
}
let from = null; // where a swipe down began
document.addEventListener("touchstart", (event) => {
  from = event.target.closest("#reader header") ? event.touches[0].clientY : null;
}, { passive: true });
document.addEventListener("touchend", (event) => {
  if (from !== null && event.changedTouches[0].clientY - from > 60) closeSheet();
  from = null;
}, { passive: true });
phone.addEventListener("change", closeSheet);
