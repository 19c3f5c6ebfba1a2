// The reader's own list of resources and case studies, kept in this browser only. Without script,
// or where storage is closed, each button is a link to the list with that one thing on it.

const NAME = "my-list";
const MOST = 60;
const MARK = /^[rc]\d{1,10}$/;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(kept) ? kept.filter((mark) => MARK.test(mark)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(marks) {
  try {
    localStorage.setItem(NAME, JSON.stringify([...new Set(marks)].slice(0, MOST)));
    return true;
  } catch {
    return false;
  }
}

function queryOf(marks) {
  return marks.length ? `?${marks.map((mark) => `${mark[0]}=${mark.slice(1)}`).join("&")}` : "";
}

function marksOf(url) {
  return [...new URL(url, location).searchParams]
    .map(([kind, key]) => kind + key)
    .filter((mark) => MARK.test(mark));
}

function show() {
  const marks = read();
  for (const link of document.querySelectorAll("[data-keep]")) {
    const words = link.querySelector("[data-keep-words]");
    link.dataset.off ??= words.textContent;
    const on = marks.includes(marksOf(link.href)[0]);
    link.setAttribute("role", "button");
    link.setAttribute("aria-pressed", on);
    words.textContent = on ? link.dataset.on : link.dataset.off;
  }
  for (const link of document.querySelectorAll("[data-keep-list]")) {
    link.dataset.words ??= link.textContent;
    link.textContent = marks.length
      ? `${link.dataset.words} (${marks.length.toLocaleString(document.documentElement.lang)})`
      : link.dataset.words;
    link.search = queryOf(marks);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-keep], [data-keep-remove]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const marks = read();
  if (link.matches("[data-keep-remove]")) {
    const gone = link.dataset.keepRemove.split(" ");
    write(marks.filter((mark) => !gone.includes(mark)));
    return;
  }
  const mark = marksOf(link.href)[0];
  const on = marks.includes(mark);
  if (!on && marks.length >= MOST) {
    event.preventDefault();
    link.querySelector("[data-keep-words]").textContent = link.dataset.full;
  } else if (write(on ? marks.filter((each) => each !== mark) : [...marks, mark])) {
    event.preventDefault();
    show();
  }
});

// A link that is a button is pressed by the space bar too.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches?.("[data-keep]")) {
    event.preventDefault();
    event.target.click();
  }
});

const list = document.querySelector("[data-my-list]");
if (list) {
  const shown = list.dataset.myList.split(" ").filter(Boolean);
  const kept = read();
  if (!location.search && kept.length) {
    location.replace(queryOf(kept));
  }
  const all = list.querySelector("[data-keep-all]");
  const none = list.querySelector("[data-keep-none]");
  if (all) {
    all.hidden = shown.every((mark) => kept.includes(mark));
    all.addEventListener("click", () => {
      all.hidden = write([...read(), ...shown]);
      none.hidden = !all.hidden;
      none.focus();
    });
  }
  if (none) {
    none.hidden = !kept.length;
    none.addEventListener("click", () => {
      write([]);
      location.assign(location.pathname);
    });
  }
}

show();
document.body.addEventListener("htmx:afterSwap", show);
addEventListener("storage", show);
addEventListener("pageshow", show);
