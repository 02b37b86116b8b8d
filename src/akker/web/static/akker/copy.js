// A button with data-copy takes the text of the field that it names to the clipboard, and says so. Without a
// clipboard there is no button: the text can be selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  try { await navigator.clipboard.writeText(field.value); } catch { return field.select(); }
  button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
});
