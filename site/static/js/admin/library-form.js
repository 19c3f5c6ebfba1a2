// Shows, while one fills in a record, what a chosen file is and what may be in the library already.
// Without it both stand in the form as often as it is opened or sent.
// A classic script, as the admin loads them: wrapped, so that its names meet no other's.

(() => {
  "use strict";

  const WAIT = 800;
  const AGAIN = 4000;
  const MOST_TIMES = 8;
  const FOUND_BY = /^(title|date|agents-|identifiers-|files-)/;

  function fileFacts(form) {
    const place = (input) => input.closest("[data-inline-panel-child]")?.querySelector("[data-file-facts]");

    async function show(input, times) {
      const facts = place(input);
      const key = input.value;
      if (!facts) {
        return;
      }
      if (!key) {
        facts.replaceChildren();
        return;
      }
      const address = form.querySelector("[data-look-alikes]").dataset.files.replace("/0/", `/${key}/`);
      const response = await fetch(address, { headers: { Accept: "text/html" } });
      if (!response.ok || input.value !== key) {
        return;
      }
      facts.innerHTML = await response.text();
      if (facts.querySelector("[data-ask-again]") && times < MOST_TIMES) {
        setTimeout(() => show(input, times + 1), AGAIN);
      }
    }

    const isFile = (input) => /^files-\d+-document$/.test(input.name || "");
    form.addEventListener("change", (event) => {
      if (isFile(event.target)) {
        show(event.target, 0);
      }
    });
    for (const told of form.querySelectorAll("[data-file-facts] [data-ask-again]")) {
      const input = told.closest("[data-inline-panel-child]")?.querySelector("input[name$='-document']");
      if (input) {
        setTimeout(() => show(input, 1), AGAIN);
      }
    }
  }

  // The page's key, or its parent's while it is not there yet: autosave makes it and changes the
  // address of the screen, not what was sent with it.
  function about() {
    const edited = /\/pages\/(\d+)\/edit\//.exec(window.location.pathname);
    const added = /\/pages\/add\/library\/resourcepage\/(\d+)\//.exec(window.location.pathname);
    return edited ? `page=${edited[1]}` : added ? `parent=${added[1]}` : "";
  }

  function lookAlikes(form, box) {
    const found = box.querySelector("[data-look-alikes-found]");
    // The same beside the field that was typed in, where the box is under another tab.
    const echo = document.createElement("div");
    echo.className = "look-alikes look-alikes--echo";
    let timer;
    let asked = 0;
    let last = found.textContent.trim();
    let typedIn = null;

    async function ask() {
      const turn = (asked += 1);
      const data = new FormData(form);
      for (const [name, value] of [...data]) {
        if (value instanceof File) {
          data.delete(name);
        }
      }
      const response = await fetch(`${box.dataset.lookAlikes}?${about()}`, { method: "POST", body: data });
      if (!response.ok || turn !== asked) {
        return;
      }
      const html = await response.text();
      const holder = document.createElement("div");
      holder.innerHTML = html;
      const text = holder.textContent.trim();
      // The same again is neither drawn nor spoken.
      if (text !== last) {
        last = text;
        box.toggleAttribute("data-nothing", !text);
        found.replaceChildren(...holder.childNodes);
      }
      showEcho(text);
    }

    function showEcho(text) {
      if (!text || box.offsetParent || !typedIn?.isConnected) {
        echo.remove();
        return;
      }
      const where = document.createElement("p");
      where.textContent = box.dataset.where;
      echo.replaceChildren(...[...found.childNodes].map((node) => node.cloneNode(true)), where);
      const row = typedIn.closest("[data-inline-panel-child] .w-panel__content, .w-field__wrapper") ?? typedIn.parentNode;
      row.append(echo);
    }

    form.querySelector("[name=told_of_look_alikes]").value = "on";
    const later = (event) => {
      if (FOUND_BY.test(event.target.name || "")) {
        typedIn = event.target;
        clearTimeout(timer);
        timer = setTimeout(ask, WAIT);
      }
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
  }

  function start() {
    const box = document.querySelector("[data-look-alikes]");
    const form = box?.closest("form");
    if (form && !form.dataset.library) {
      form.dataset.library = "";
      fileFacts(form);
      lookAlikes(form, box);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
