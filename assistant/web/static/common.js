// What every part of the page uses.
export const $ = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const phone = matchMedia("(max-width: 959px)");
export const box = () => $("#question");
export const turnOf = (element) => Number(element.closest(".turn")?.dataset.turn ?? -1); // from 0

let trigger = null; // Gradio's: runs a handler on the server
let words = {}; // key -> [Chinese, English]
export function connect(given, spoken) {
  trigger = given;
  words = spoken;
}
export const connected = () => trigger !== null;
export const tell = (event, data = {}) => trigger?.(event, data);
export const inBoth = (key) => words[key];
export const word = (key) => words[key][look.english() ? 1 : 0];

export function say(text) { // a live region, which is told whole sentences
  const said = $("#said");
  if (said) said.textContent = text;
}
