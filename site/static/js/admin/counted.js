// Tells beside a text area how much room is left, and beside a single line once its end is near.
// The limit is never enforced by cutting: the form answers. Spoken only after a pause, and only when
// the end is near or passed.
// A classic script, as the admin loads them: wrapped, so that its names meet no other's.

(() => {
  "use strict";

  const PAUSE = 900;
  const NEAR = 0.9;

  function used(area) {
    // As Python counts: a character outside the basic plane is one, not two.
    return [...area.value].length;
  }

  function limit(area) {
    return Number(area.dataset.countCharacters);
  }

  function attach(area) {
    if (area.dataset.counted) {
      return;
    }
    area.dataset.counted = "yes";
    const shown = document.createElement("output");
    shown.className = "w-help-text";
    shown.htmlFor = area.id;
    shown.setAttribute("aria-live", "off");
    const spoken = document.createElement("span");
    spoken.className = "w-sr-only";
    spoken.setAttribute("aria-live", "polite");
    area.after(shown, spoken);
    let timer;
    const update = (speak) => {
      const count = used(area);
      const most = limit(area);
      shown.textContent = `${count.toLocaleString()} / ${most.toLocaleString()}`;
      shown.hidden = area.tagName === "INPUT" && count < most * NEAR;
      shown.style.fontWeight = count > most ? "700" : "";
      area.toggleAttribute("data-too-long", count > most);
      clearTimeout(timer);
      if (speak && count >= most * NEAR) {
        timer = setTimeout(() => {
          spoken.textContent = shown.textContent;
        }, PAUSE);
      }
    };
    area.addEventListener("input", () => update(true));
    update(false);
  }

  function attachAll(root) {
    for (const area of root.querySelectorAll("[data-count-characters]")) {
      attach(area);
    }
  }

  function start() {
    attachAll(document);
    // Blocks and panels are added while one edits.
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) {
          if (node instanceof Element) {
            attachAll(node.parentNode ?? document);
          }
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
