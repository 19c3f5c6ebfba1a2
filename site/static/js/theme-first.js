// Sets the chosen colours before the page is first painted. Small, and no module: modules wait.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Storage is closed to us: the device's own wish holds.
}
