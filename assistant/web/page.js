// The reading room: what happens in the browser. Gradio carries the events; this file owns focus, keys and scrolling.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const stored = (key, value) => (value === undefined ? localStorage.getItem(key) : localStorage.setItem(key, value));
  const phone = matchMedia("(max-width: 959px)");
  let words = {}; // key -> [Chinese, English]
  const state = { trigger: null, number: 1, wanted: null, replace: -1, pending: null, composing: false };

  // ── language and theme ────────────────────────────────────────────────────────────────────────────────────────
  function language(code) {
    document.documentElement.lang = code === "en" ? "en" : "zh-CN";
    const box = $("#question");
    if (box) box.placeholder = code === "en" ? box.dataset.en : box.dataset.zh;
  }
  function theme(name) {
    document.documentElement.dataset.theme = name;
    document.body?.classList.toggle("dark", name === "dark");
  }
  const preferredLanguage = () => stored("language") || (navigator.language.startsWith("zh") ? "zh" : "en");
  const preferredTheme = () => stored("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  language(preferredLanguage());
  theme(preferredTheme());

  // ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────
  const box = () => $("#question");
  function send(question, replace = state.replace) {
    if (state.pending !== null || !question.trim() || !state.trigger) return;
    notice("");
    const limit = Number(box().dataset.limit);
    if ([...question].length > limit) return notice("too_long", { n: limit });
    state.pending = question;
    state.replace = replace;
    busy(true);
    say("");
    state.trigger("ask", { question, replace });
  }
  function taken() { // the question has left the box, unless another one is being typed
    if (box().value === state.pending) box().value = "";
    draft(box().value);
    grow();
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
  function refused() { // the question did not get through: it goes back into the box
    if (state.pending === null) return;
    if (!box().value) box().value = state.pending;
    const replace = state.replace;
    settled();
    state.replace = replace;
    grow();
    box().focus();
  }
  function notice(key, values = {}) {
    const line = $("#turned-away");
    line.hidden = !key;
    line.replaceChildren();
    for (const [index, code] of key ? ["zh", "en"].entries() : []) {
      const part = document.createElement("span");
      part.className = code;
      part.lang = code;
      part.textContent = words[key][index].replace("{n}", values.n ?? "");
      line.append(part);
    }
  }
  const draft = (text) => sessionStorage.setItem("draft", text); // Gradio reloads the page when a connection comes back
  function grow() {
    if (box().value) draft(box().value);
    box().style.height = "auto";
    box().style.height = `${Math.min(box().scrollHeight, 180)}px`;
  }

  // ── the reader ────────────────────────────────────────────────────────────────────────────────────────────────
  const numbers = () => all("#reader .headings li").map((item) => Number(item.dataset.n));
  const marks = (number) => all(`#reader mark[data-n~="${number}"]`);
  const shownTurn = () => Number($("#reader .reader")?.dataset.turn ?? -1);

  function select(number, { scroll = true } = {}) {
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
  function step(by) {
    const list = numbers();
    if (!list.length) return;
    const at = list.indexOf(state.number);
    select(list[(at + by + list.length) % list.length]);
  }
  const turnOf = (element) => Number(element.closest(".turn")?.dataset.turn ?? -1);
  function cite(marker) {
    const number = Number(marker.dataset.n);
    state.opener = marker;
    openSheet();
    if (turnOf(marker) === shownTurn()) return select(number);
    state.wanted = number;
    state.trigger("show", { turn: turnOf(marker) });
  }
  function openSheet() {
    if (!phone.matches) return;
    document.body.classList.add("sheet");
    $("#chat").inert = $("#composer").inert = $("#top").inert = true;
    $("#reader .close")?.focus();
  }
  function closeSheet() {
    if (!document.body.classList.contains("sheet")) return;
    document.body.classList.remove("sheet");
    $("#chat").inert = $("#composer").inert = $("#top").inert = false;
    (state.opener?.isConnected ? state.opener : box()).focus();
  }

  // ── what buttons do ───────────────────────────────────────────────────────────────────────────────────────────
  const actions = {
    cite,
    previous: () => step(-1),
    next: () => step(1),
    close: closeSheet,
    ask: (button) => send(button.dataset.question, -1),
    retry: (button) => send(button.closest(".turn").dataset.question, turnOf(button)),
    edit: (button) => {
      if (state.pending !== null) return;
      box().value = button.closest(".turn").dataset.question;
      state.replace = turnOf(button);
      grow();
      box().focus();
    },
    stop: () => {
      state.trigger("stop", {});
      refused();
    },
    clear: () => state.trigger("clear", {}),
    shelf: (button) => {
      state.opener = button;
      openSheet();
      state.trigger("shelf", {});
    },
    open: (button) => state.trigger("open", { document: button.dataset.document }),
    language: () => {
      const next = document.documentElement.lang === "en" ? "zh" : "en";
      stored("language", next);
      language(next);
    },
    theme: () => {
      const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
      stored("theme", next);
      theme(next);
    },
    up: (button) => judge(button, true, ""),
    down: (button) => {
      const form = $(".comment", button.closest(".turn"));
      form.hidden = false;
      $("input", form).focus();
    },
    copy: async (button) => {
      await copyText(button.closest(".turn").dataset.markdown);
      button.classList.add("done");
      say(words.copied[document.documentElement.lang === "en" ? 1 : 0]);
      setTimeout(() => button.classList.remove("done"), 1500);
    },
    download: () => {
      const parts = all("#chat .turn[data-markdown]").map((turn) => turn.dataset.markdown);
      if (!parts.length) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([`# ${document.title}\n\n${parts.join("\n")}`], { type: "text/markdown" }));
      link.download = `${document.title}.md`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  };
  function judge(element, helpful, comment) {
    for (const name of ["up", "down"]) {
      const thumb = $(`[data-do=${name}]`, element.closest(".turn"));
      thumb.setAttribute("aria-pressed", String(helpful === (name === "up")));
    }
    state.trigger("judge", { turn: turnOf(element), helpful, comment });
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".comment")) return;
    event.preventDefault();
    event.target.hidden = true;
    judge(event.target, false, $("input", event.target).value);
  });
  async function copyText(text) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea"); // plain http on a local network has no clipboard interface
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) return actions[button.dataset.do]?.(button);
    const mark = event.target.closest("#reader mark");
    if (mark && !String(getSelection())) return fromMark(mark);
    if (document.body.classList.contains("sheet") && !event.target.closest("#side")) closeSheet();
  });
  function fromMark(mark) {
    const mine = mark.dataset.n.split(" ").map(Number);
    const number = mine[(mine.indexOf(state.number) + 1) % mine.length];
    select(number, { scroll: false });
    const marker = $(`#chat .turn[data-turn="${shownTurn()}"] .marker[data-n="${number}"]`);
    if (!marker || phone.matches) return;
    marker.scrollIntoView({ block: "nearest" });
    marker.focus({ preventScroll: true });
  }

  // ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return closeSheet();
    if (event.target.closest("input, textarea, select")) return;
    const key = { "[": () => step(-1), "]": () => step(1), "/": () => box().focus() }[event.key];
    if (!key) return;
    event.preventDefault();
    key();
  });
  function onKey(event) {
    const composing = event.isComposing || event.keyCode === 229 || state.composing;
    if (event.key === "Enter" && !event.shiftKey && !composing) {
      event.preventDefault();
      send(box().value);
    } else if (event.key === "ArrowUp" && !box().value && !composing) {
      const last = all("#chat .turn").at(-1);
      if (!last) return;
      event.preventDefault();
      box().value = last.dataset.question;
      grow();
    }
  }

  // ── a live region that says whole sentences ───────────────────────────────────────────────────────────────────
  function say(text) {
    const said = $("#said");
    if (said) said.textContent = text;
  }
  function read(turn) {
    const copy = $(".answer", turn)?.cloneNode(true);
    if (!copy) return;
    const hidden = document.documentElement.lang === "en" ? ".zh" : ".en";
    all(`${hidden}, [aria-hidden]`, copy).forEach((part) => part.remove());
    say(copy.textContent);
  }

  // ── the parts, called by Gradio when each stands and when it changes ──────────────────────────────────────────
  window.readingRoom = {
    composer(element, trigger) {
      state.trigger = trigger;
      words = JSON.parse($("form", element).dataset.words);
      language(preferredLanguage());
      theme(preferredTheme());
      const area = box();
      $("form", element).addEventListener("submit", (event) => {
        event.preventDefault();
        send(area.value);
      });
      area.value = sessionStorage.getItem("draft") ?? "";
      grow();
      area.addEventListener("keydown", onKey);
      area.addEventListener("input", () => {
        draft(area.value);
        grow();
      });
      area.addEventListener("compositionstart", () => (state.composing = true));
      // Safari ends the composition before the Enter that ended it arrives as a key
      area.addEventListener("compositionend", () => setTimeout(() => (state.composing = false), 0));
      if (!phone.matches) area.focus();
    },
    chat() {
      const turns = all("#chat .turn");
      const last = turns.at(-1);
      if (last?.classList.contains("pending")) {
        taken();
      } else if (state.pending !== null && last?.dataset.question === state.pending) {
        taken(); // when it is quick, the pending turn was never shown
        settled();
        read(last);
      }
      const talk = $("#chat");
      if (last) talk.scrollTop = last.offsetTop - talk.offsetTop - 16;
      select(state.number, { scroll: false });
    },
    notice() {
      if ($("#notice .notice")) refused();
    },
    done: refused, // whatever came of it: a question that is still pending was not answered
    reader() {
      const wanted = state.wanted ?? numbers()[0];
      state.wanted = null;
      select(wanted);
      const side = $("#side");
      side.toggleAttribute("data-reading", Boolean(numbers().length));
    },
    unavailable: () => notice("unavailable"),
    failed() {
      if (state.pending === null) return;
      refused();
      if (!$("#notice .notice")) notice(navigator.onLine ? "failed" : "lost");
    },
  };

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

  // ── the sheet on a phone: a swipe down closes it ──────────────────────────────────────────────────────────────
  let from = null;
  document.addEventListener("touchstart", (event) => {
    from = event.target.closest("#reader header") ? event.touches[0].clientY : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (from !== null && event.changedTouches[0].clientY - from > 60) closeSheet();
    from = null;
  }, { passive: true });
  phone.addEventListener("change", closeSheet);

  // ── the input stays above a phone's keyboard, which makes only the visible part of the page smaller ───────────
  const seen = window.visualViewport;
  seen?.addEventListener("resize", () => {
    if (seen.scale > 1.01) return; // a pinch, not a keyboard
    document.documentElement.style.setProperty("--seen", `${seen.height}px`);
    scrollTo(0, 0);
  });
})();
