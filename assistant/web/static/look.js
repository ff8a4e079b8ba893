// Language and theme, as the visitor chose them or as the browser is set: before anything is painted.
window.look = (() => {
  "use strict";
  const root = document.documentElement;
  const english = () => root.lang === "en";
  const dark = () => root.dataset.theme === "dark";
  function speak(code) {
    root.lang = code === "en" ? "en" : "zh-CN";
    const box = document.querySelector("#question");
    if (box) box.placeholder = code === "en" ? box.dataset.en : box.dataset.zh;
  }
  function colour(name) {
    root.dataset.theme = name;
    document.body?.classList.toggle("dark", name === "dark");
  }
  function apply() {
    speak(localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en"));
    const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    colour(localStorage.getItem("theme") || preferred);
  }
  function choose(name, value) {
    localStorage.setItem(name, value);
    apply();
  }
  apply();
  return {
    english,
    apply,
    switchLanguage: () => choose("language", english() ? "zh" : "en"),
    switchTheme: () => choose("theme", dark() ? "light" : "dark"),
  };
})();
