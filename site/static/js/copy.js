// A button beside what is often copied. It stands there only where the browser can copy.

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const words = button.textContent;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        button.textContent = button.dataset.done;
        setTimeout(() => (button.textContent = words), 4000);
      } catch {
        getSelection().selectAllChildren(source);
      }
    });
  }
}
