// Drag a name to another place. A drop fills in and sends the form that the name carries for everybody,
// so that drag, keyboard and button do one and the same thing.
let dragged = null;

const place = (event) => event.target.closest?.("#pitch [data-role]");
const unmark = () => document.querySelectorAll("#pitch .over").forEach((each) => each.classList.remove("over"));

// What may be taken up says so with data-chip; it becomes draggable only here, since without a script it would not move.
document.addEventListener("pointerdown", (event) => {
  const chip = event.target.closest?.("[data-chip]");
  if (chip && !chip.open) chip.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-chip]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id); // Firefox drags nothing that carries nothing
  dragged.dataset.dragging = "";
});
document.addEventListener("dragover", (event) => {
  const target = dragged && place(event);
  unmark();
  if (!target || !option(dragged, target)) return;
  event.preventDefault();
  target.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const target = dragged && place(event);
  const choice = target && option(dragged, target);
  if (!choice || choice.defaultSelected) return;
  event.preventDefault();
  choice.selected = true;
  const form = choice.closest("form");
  form.requestSubmit(form.querySelector("[value=move]"));
});
document.addEventListener("dragend", () => {
  unmark();
  if (dragged) delete dragged.dataset.dragging;
  dragged = null;
});

// The place, as this name's own form offers it; undefined where it may not go.
function option(chip, target) {
  return [...chip.querySelectorAll("form[data-move] option")].find((each) => each.value === target.dataset.role);
}
