// Drag a part of an agenda to another place. A drop fills in and sends the form that the part carries for everybody,
// so that drag, keyboard and button do one and the same thing.
let dragged = null;

const part = (event) => event.target.closest?.("#agenda [data-part]");
const unmark = () => document.querySelectorAll("#agenda .over").forEach((each) => each.classList.remove("over"));

// Parts become draggable only here, since without a script they would not move.
document.addEventListener("pointerdown", (event) => {
  const row = part(event);
  if (row && row.querySelector("form[data-move]") && !event.target.closest("a, button, input, summary")) row.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  dragged = part(event);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id); // Firefox drags nothing that carries nothing
  dragged.dataset.dragging = "";
});
document.addEventListener("dragover", (event) => {
  const target = dragged && part(event);
  unmark();
  if (!target || target === dragged) return;
  event.preventDefault();
  target.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const target = dragged && part(event);
  if (!target || target === dragged) return;
  event.preventDefault();
  const form = dragged.querySelector("form[data-move]");
  form.elements.to.value = target.dataset.part;
  form.requestSubmit();
});
document.addEventListener("dragend", () => {
  unmark();
  if (dragged) { delete dragged.dataset.dragging; dragged.draggable = false; }
  dragged = null;
});
