// Drag a name to another network, or onto another name to change places. A drop fills in and sends the form that
// the name carries for everybody, so that drag, keyboard and button do one and the same thing.
let dragged = null;

const target = (event) => event.target.closest?.("#board [data-name]") ?? event.target.closest?.("#board [data-place]");
const unmark = () => document.querySelectorAll("#board .over").forEach((each) => each.classList.remove("over"));

document.addEventListener("pointerdown", (event) => {
  const name = event.target.closest?.("[data-name]");
  if (name && !name.open) name.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-name]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id); // Firefox drags nothing that carries nothing
  dragged.dataset.dragging = "";
});
document.addEventListener("dragover", (event) => {
  const place = dragged && target(event);
  unmark();
  if (!place || place === dragged) return;
  event.preventDefault();
  place.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const place = dragged && target(event);
  if (!place || place === dragged) return;
  event.preventDefault();
  const form = dragged.querySelector("form[data-move]");
  if (place.dataset.name) form.elements.partner.value = place.dataset.name;
  else form.elements.place.value = place.dataset.place;
  form.requestSubmit();
});
document.addEventListener("dragend", () => {
  unmark();
  if (dragged) delete dragged.dataset.dragging;
  dragged = null;
});
