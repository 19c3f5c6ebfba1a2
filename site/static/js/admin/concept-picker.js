/* Lays a combobox with chips over each [data-concept-picker] and writes into that control: a <select>
 * gets its options selected, a text field gets words with commas between them. Without this file
 * both are used as they are. Follows the ARIA pattern “editable combobox with list autocomplete”.
 */
const WAIT = 180;
let number = 0;
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const storeOf = (control) => {
  const changed = () => {
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };
  if (control.tagName === "SELECT") {
    const option = (value) => [...control.options].find((each) => each.value === String(value));
    return {
      items: () => [...control.selectedOptions].filter((each) => each.value)
        .map((each) => ({ key: each.value, text: each.text.split(" › ").pop() })),
      add(item) {
        const found = option(item.value) || new Option(item.label.text, item.value);
        if (!found.parentNode) control.append(found);
        found.selected = true;
        changed();
      },
      remove(key) { option(key).selected = false; changed(); },
      clear() { for (const each of control.options) each.selected = false; },
    };
  }
  const single = "single" in control.dataset;
  const words = () => (single ? [control.value] : control.value.split(/[,،;؛\n]+/))
    .map((word) => word.trim()).filter(Boolean);
  const write = (list) => { control.value = list.join(", "); changed(); };
  return {
    items: () => words().map((word) => ({
      key: word,
      text: word.replace(/\s*#\d+$/, ""),
      isNew: control.dataset.known !== "names" && !/#\d+$/.test(word),
    })),
    add: (item) => { if (!words().includes(item.token)) write([...words(), item.token]); },
    remove: (key) => write(words().filter((word) => word !== key)),
    clear() { control.value = ""; },
  };
};

const setUp = (control) => {
  const id = `concept-picker-${(number += 1)}`;
  const say = JSON.parse(control.dataset.words);
  const store = storeOf(control);
  const single = "single" in control.dataset;
  const free = "free" in control.dataset;
  let found = [];
  let active = -1;
  let asked = 0;
  let shownFor = null;
  let timer;

  const input = make("input", {
    type: "text", role: "combobox", id: `${id}-input`, "aria-expanded": "false",
    "aria-controls": `${id}-list`, "aria-autocomplete": "list", autocomplete: "off",
    placeholder: say.prompt, spellcheck: "false",
  });
  const chips = make("ul", { class: "concept-picker__chips", "aria-label": say.chosen });
  const list = make("ul", { class: "concept-picker__list", role: "listbox", id: `${id}-list`, hidden: "" });
  const status = make("div", { class: "concept-picker__status", role: "status" });
  const box = make("div", { class: "concept-picker__box" }, chips, input);
  const picker = make("div", { class: "concept-picker" }, box, list, status);
  const label = control.id && document.querySelector(`label[for="${CSS.escape(control.id)}"]`);
  if (label) {
    label.htmlFor = input.id;
    label.id ||= `${id}-label`;
    list.setAttribute("aria-labelledby", label.id);
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (control.hasAttribute(name)) input.setAttribute(name, control.getAttribute(name));
  }
  input.required = control.required;
  control.hidden = true;
  control.after(picker);

  const speak = (text) => { status.textContent = text; };
  const draw = () => {
    chips.replaceChildren(...store.items().map((item) => {
      const button = make("button", { type: "button", "aria-label": say.remove.replace("%s", item.text) }, "×");
      button.addEventListener("click", () => drop(item));
      const chip = make("li", {}, make("bdi", {}, item.text), button);
      if (item.isNew) chip.dataset.new = "";
      return chip;
    }));
    chips.hidden = !chips.children.length;
  };

  const close = () => {
    point(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };

  const drop = (item) => {
    store.remove(item.key);
    draw();
    speak(say.removed.replace("%s", item.text));
    input.focus();
  };

  const take = (item) => {
    if (single) store.clear();
    store.add(item);
    input.value = "";
    close();
    draw();
    speak([say.added.replace("%s", item.label.text), item.hint].filter(Boolean).join(". "));
    input.focus();
  };

  const point = (index) => {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", option.id);
  };

  const show = (results, message) => {
    found = results;
    list.replaceChildren(...found.map((item, at) => {
      const name = make("span", item.label.lang ? { lang: item.label.lang, dir: item.label.dir } : { dir: "auto" }, item.label.text);
      const option = make("li", { role: "option", id: `${id}-option-${at}`, "aria-selected": "false" }, name);
      for (const more of [item.hint, item.context]) if (more) option.append(make("small", { dir: "auto" }, more));
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => take(item));
      return option;
    }));
    point(-1);
    list.hidden = !found.length;
    if (found.length) list.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-expanded", String(!list.hidden));
    speak(message);
  };

  const ask = async () => {
    const turn = (asked += 1);
    const typed = input.value.trim();
    const response = await fetch(`${control.dataset.conceptPicker}&q=${encodeURIComponent(typed)}`, {
      headers: { Accept: "application/json" },
    });
    if (!response.ok || turn !== asked) return;
    const { results, message } = await response.json();
    if (free && typed && !results.some((item) => item.label.text.toLowerCase() === typed.toLowerCase())) {
      results.push({ token: typed, label: { text: typed }, context: say.add.replace("%s", typed), hint: "" });
    }
    shownFor = typed;
    show(results, message);
  };

  /* Enter takes what is pointed at; else a new word before a mere beginning of another. */
  const choose = async () => {
    clearTimeout(timer);
    if (input.value.trim() !== shownFor || list.hidden) await ask();
    if (input.value.trim() !== shownFor) return;
    const item = found[active] || (free && found.find((each) => !each.value)) || found[0];
    if (item) take(item);
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("blur", () => setTimeout(close, WAIT));
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) { ask(); return; }
      const step = event.key === "ArrowDown" ? 1 : -1;
      point((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open || input.value.trim()) choose();
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && !input.value && chips.lastElementChild) {
      event.preventDefault();
      chips.lastElementChild.querySelector("button").focus();
    }
  });
  draw();
};
const setUpAll = (root) => root.querySelectorAll("[data-concept-picker]:not([data-ready])").forEach((control) => {
  control.dataset.ready = "";
  setUp(control);
});
const start = () => {
  setUpAll(document);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (node.nodeType === Node.ELEMENT_NODE && node.parentNode) setUpAll(node.parentNode);
  }))).observe(document.body, { childList: true, subtree: true });
};
document.addEventListener("DOMContentLoaded", start);
