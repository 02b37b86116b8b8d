// Ticks on a checklist are for whoever ticks: they stay in this browser, under a key per person and network, and are
// never sent. Without a script, or where nothing may be kept, the boxes work until the page is left, and on paper.
for (const list of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const key = `ticks:${list.dataset.ticks}`;
  const kept = new Set((localStorage.getItem(key) ?? "").split(" "));
  for (const box of boxes) box.checked = kept.has(box.value);
  list.addEventListener("change", () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
    if (ticked.length) localStorage.setItem(key, ticked.join(" "));
    else localStorage.removeItem(key);
  });
}
document.querySelector("[data-ticks-kept]")?.removeAttribute("hidden"); // only now is it true
