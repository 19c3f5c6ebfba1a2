// The choice of colours in the foot: as the device, light, dark. Remembered on this device only.

const choice = document.querySelector("[data-theme-choice]");

function stored() {
  try {
    return localStorage.getItem("theme") ?? "";
  } catch {
    return "";
  }
}

function remember(theme) {
  try {
    if (theme) {
      localStorage.setItem("theme", theme);
    } else {
      localStorage.removeItem("theme");
    }
  } catch {
    // It then holds for this page only.
  }
}

function show(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
}

if (choice) {
  choice.hidden = false;
  const current = choice.querySelector(`input[value="${CSS.escape(stored())}"]`);
  if (current) {
    current.checked = true;
  }
  choice.addEventListener("change", (event) => {
    show(event.target.value);
    remember(event.target.value);
  });
}
