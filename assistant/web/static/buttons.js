// What each button does, by its data-do.
import { edit, refused, send } from "./asking.js";
import { $, all, say, tell, turnOf, word } from "./common.js";
import { cite, closeSheet, openSheet, step } from "./reader.js";

const asked = (button) => button.closest(".turn").dataset.question;

export const actions = {
  cite,
  previous: () => step(-1),
  next: () => step(1),
  close: closeSheet,
  ask: (button) => send(button.dataset.question, -1),
  retry: (button) => send(asked(button), turnOf(button)),
  edit: (button) => edit(asked(button), turnOf(button)),
  stop: () => {
    tell("stop");
    refused();
  },
  clear: () => tell("clear"),
  shelf: (button) => {
    openSheet(button);
    tell("shelf");
  },
  open: (button) => tell("open", { document: button.dataset.document }),
  language: look.switchLanguage,
  theme: look.switchTheme,
  up: (button) => judge(button, true, ""),
  down: (button) => {
    const form = $(".comment", button.closest(".turn"));
    form.hidden = false;
    $("input", form).focus();
  },
  copy: async (button) => {
    await copyText(button.closest(".turn").dataset.markdown);
    button.classList.add("done");
    say(word("copied"));
    setTimeout(() => button.classList.remove("done"), 1500);
  },
  download: () => {
    const parts = all("#chat .turn[data-markdown]").map((turn) => turn.dataset.markdown);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`# ${document.title}\n\n${parts.join("\n")}`], { type: "text/markdown" }));
    link.download = `${document.title}.md`;
    link.click();
    URL.revokeObjectURL(link.href);
  },
};

export function comment(form) {
  form.hidden = true;
  judge(form, false, $("input", form).value);
}
function judge(element, helpful, text) {
  for (const name of ["up", "down"]) {
    const thumb = $(`[data-do=${name}]`, element.closest(".turn"));
    thumb.setAttribute("aria-pressed", String(helpful === (name === "up")));
  }
  tell("judge", { turn: turnOf(element), helpful, comment: text });
}
async function copyText(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // plain http on a local network has no clipboard interface
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
