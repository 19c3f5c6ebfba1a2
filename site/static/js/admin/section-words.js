// Tells below each section of a case study's narrative how many words it has, of how many at most.
// The limit is an attribute of the panel; nothing is ever cut, the form answers.
// A classic script, as the admin loads them: wrapped, so that its names meet no other's.

(() => {
  "use strict";

  const PAUSE = 700;
  const WORDS = ".public-DraftEditor-content, textarea:not([hidden]), input[type=text]";

  function count(section) {
    let words = 0;
    for (const field of section.querySelectorAll(WORDS)) {
      const text = (field.value ?? field.innerText ?? "").trim();
      words += text ? text.split(/\s+/u).length : 0;
    }
    return words;
  }

  function attach(section) {
    const most = Number(section.dataset.mostWords);
    const shown = document.createElement("p");
    shown.className = "help";
    shown.setAttribute("aria-live", "polite");
    section.append(shown);
    let timer;
    const update = () => {
      const words = count(section);
      shown.textContent = `${words.toLocaleString()} / ${most.toLocaleString()}`;
      shown.style.fontWeight = words > most ? "700" : "";
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(update, PAUSE);
    };
    section.addEventListener("input", later);
    section.addEventListener("keyup", later);
    section.addEventListener("click", later);
    later();
  }

  window.addEventListener("load", () => {
    for (const section of document.querySelectorAll("[data-most-words]")) {
      attach(section);
    }
  });
})();
