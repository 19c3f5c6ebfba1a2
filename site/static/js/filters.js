// What gets better with script in the listing: a change of filters shows at once, the focus stays
// where it was, opened facets stay open, and the new count is spoken. htmx fetches and swaps.

const WIDE = matchMedia("(min-width: 62rem)");
const results = document.getElementById("results");
const status = document.querySelector("[data-listing-status]");

let before = { focus: null, open: new Set(), closed: new Set() };

document.documentElement.classList.add("has-script");

function filters() {
  return results.querySelector("[data-filters]");
}

// On a small screen several choices are made before "Show results": each change would cost data.
results.addEventListener("change", (event) => {
  if (WIDE.matches && event.target.closest("[data-filters]")) {
    filters().dispatchEvent(new Event("filters:changed"));
  }
});

results.addEventListener("click", (event) => {
  const link = event.target.closest(".filters__open, .filters__close");
  if (!link) {
    return;
  }
  event.preventDefault();
  const open = link.matches(".filters__open");
  filters().classList.toggle("is-open", open);
  if (open) {
    filters().querySelector("summary, input")?.focus();
  } else {
    results.querySelector(".filters__open")?.focus();
  }
});

document.body.addEventListener("htmx:beforeSwap", () => {
  before = {
    focus: document.activeElement?.id || null,
    open: new Set([...results.querySelectorAll("details[open]")].map((each) => each.id)),
    closed: new Set([...results.querySelectorAll("details:not([open])")].map((each) => each.id)),
  };
});

document.body.addEventListener("htmx:afterSwap", () => {
  for (const details of results.querySelectorAll("details")) {
    if (before.open.has(details.id)) {
      details.open = true;
    } else if (before.closed.has(details.id)) {
      details.open = false;
    }
  }
  const same = before.focus && document.getElementById(before.focus);
  const target = same?.checkVisibility() ? same : document.getElementById("results-heading");
  target?.focus({ preventScroll: true });
  if (target !== same) {
    target?.scrollIntoView({ behavior: "instant", block: "nearest" });
  }
  status.textContent = results.querySelector("[data-summary]")?.dataset.summary ?? "";
});

// A failed fetch falls back to the plain request that works without script.
document.body.addEventListener("htmx:responseError", (event) => {
  location.assign(event.detail.pathInfo.finalRequestPath);
});
document.body.addEventListener("htmx:sendError", () => filters()?.submit());
