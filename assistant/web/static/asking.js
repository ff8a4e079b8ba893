// The box: a question is typed, sent, waited for; and never lost, whatever becomes of it.
import { $, all, box, connect, connected, inBoth, phone, say, tell } from "./common.js";

const state = { replace: -1, pending: null, composing: false };

export function send(question, replace = state.replace) {
  if (state.pending !== null || !question.trim() || !connected()) return;
  notice("");
  const limit = Number(box().dataset.limit);
  if ([...question].length > limit) return notice("too_long", { n: limit });
  state.pending = question;
  state.replace = replace;
  busy(true);
  say("");
  tell("ask", { question, replace });
}
export function edit(question, replace) {
  if (state.pending !== null) return;
  state.replace = replace;
  type(question);
  box().focus();
}
export function refused() { // the question did not get through: it goes back into the box
  if (state.pending === null) return;
  const { pending, replace } = state;
  settled();
  state.replace = replace;
  type(box().value || pending);
  box().focus();
}
export function answered(turn) { // the last turn stands: whether it is the one that was waited for
  if (state.pending === null || turn?.dataset.question !== state.pending) return false;
  if (box().value === state.pending) { // unless another question is being typed
    type("");
    if (phone.matches) box().blur(); // its keyboard would cover the answer
  }
  if (turn.classList.contains("pending")) return false;
  settled();
  return true;
}
export function failed() {
  if (state.pending === null) return;
  refused();
  if (!$("#notice .notice")) notice(navigator.onLine ? "failed" : "lost");
}
export function notice(key, values = {}) {
  const line = $("#turned-away");
  line.hidden = !key;
  line.replaceChildren();
  for (const [index, code] of key ? ["zh", "en"].entries() : []) {
    const part = document.createElement("span");
    part.className = code;
    part.lang = code;
    part.textContent = inBoth(key)[index].replace("{n}", values.n ?? "");
    line.append(part);
  }
}
function settled() {
  state.pending = null;
  state.replace = -1;
  busy(false);
}
function busy(on) {
  $(".halt").hidden = !on;
  $(".send").hidden = on;
  $("#composer").toggleAttribute("aria-busy", on);
}
function type(text) {
  box().value = text;
  typed();
}
function typed() {
  sessionStorage.setItem("draft", box().value); // Gradio reloads the page when a connection comes back
  box().style.height = "auto";
  box().style.height = `${Math.min(box().scrollHeight + 2, 180)}px`; // and its borders
}
function onKey(event) {
  if (event.isComposing || event.keyCode === 229 || state.composing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send(box().value);
  } else if (event.key === "ArrowUp" && !box().value) {
    const last = all("#chat .turn").at(-1);
    if (!last) return;
    event.preventDefault();
    type(last.dataset.question);
  }
}

export function composer(element, trigger) { // called by Gradio when the form stands
  const form = $("form", element);
  connect(trigger, JSON.parse(form.dataset.words));
  look.apply();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(box().value);
  });
  box().addEventListener("keydown", onKey);
  box().addEventListener("input", typed);
  box().addEventListener("compositionstart", () => (state.composing = true));
  // Safari ends the composition before the Enter that ended it arrives as a key
  box().addEventListener("compositionend", () => setTimeout(() => (state.composing = false), 0));
  type(sessionStorage.getItem("draft") ?? "");
  if (!phone.matches) box().focus();
}

// The queue answers before any event does: full, too fast, gone. Gradio shows these in English only.
const original = window.fetch;
window.fetch = async (input, init) => {
  const joining = String(input?.url ?? input).includes("/queue/join");
  try {
    const response = await original(input, init);
    if (joining && !response.ok) {
      const key = { 413: "too_large", 429: "too_fast", 503: "too_busy" }[response.status] ?? "failed";
      turnedAway(key, { n: response.headers.get("retry-after") });
    }
    return response;
  } catch (error) {
    if (joining && error.name !== "AbortError") turnedAway("lost");
    throw error;
  }
};
function turnedAway(key, values) {
  refused();
  notice(key, values);
}
