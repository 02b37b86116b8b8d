// The grid by keyboard and without waiting. Every cell is a button that sends its form; without this script it does so
// as any button does. Presses wait in line for each other; the version in each says what was seen, so it needs no key.
const form = document.querySelector("[data-plan]");
const letters = Object.fromEntries(
  form.dataset.letters.split(" ").map((key, index) => [key, ["required", "optional", "consulted", "not"][index]]),
);
// The names of the meetings are the first row of the grid: by arrow, so that Tab does not pass each of them.
const lines = () => [...form.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("[name=cell], thead a")]).filter((cells) => cells.length);
const isCell = (field) => field.name === "cell";
const place = (cell) => cell.value.replace(/\d+$/, ""); // row and column; the last number tells what was seen
const find = (where) => form.querySelector(`[name=cell][value^="${where}"]`);
let current = null; // where the focus is, or was before its cell was replaced
let last = Promise.resolve();

function settle() { // one cell at a time can be reached with Tab
  const cells = lines().flat();
  const home = (current && find(current)) || cells.find(isCell);
  cells.forEach((cell) => { cell.tabIndex = cell === home ? 0 : -1; });
}
function press(where, state) {
  last = last.then(async () => {
    const cell = find(where);
    const values = { cell: cell.value, state, once: "" };
    sessionStorage.setItem("plan-cell", where);
    await htmx.ajax("POST", form.action, { source: cell, target: cell, swap: "outerHTML", values });
    if (find(where) !== cell) sessionStorage.removeItem("plan-cell"); // still there: another page shows who gets what
    settle();
    if (current && document.activeElement === document.body) find(current)?.focus({ preventScroll: true });
    document.body.dispatchEvent(new Event("plan-changed"));
  }).catch(() => {});
}
const undo = () => {
  const button = document.querySelector("#messages form button");
  button?.click();
  return button;
};
// Taking back loads the page anew, and a page may come between: the focus returns to where it was.
document.addEventListener("submit", (event) => {
  if (current && event.target.closest("#messages")) sessionStorage.setItem("plan-cell", current);
});
form.addEventListener("submit", (event) => event.preventDefault(), true);
form.addEventListener("click", (event) => {
  const cell = event.target.closest("[name=cell]");
  if (!cell) return;
  event.preventDefault();
  current = place(cell);
  press(current, "");
});
form.addEventListener("focusin", (event) => {
  if (!isCell(event.target)) return;
  current = place(event.target);
  settle();
});
form.addEventListener("keydown", (event) => {
  if (!event.target.matches("[name=cell], thead a") || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === "z" && undo()) event.preventDefault();
    return;
  }
  const grid = lines();
  const row = grid.findIndex((cells) => cells.includes(event.target));
  const column = grid[row].indexOf(event.target);
  const to = {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column], Home: [row, 0], End: [row, grid[row].length - 1],
    PageUp: [0, column], PageDown: [grid.length - 1, column],
  }[event.key];
  const state = isCell(event.target) && letters[event.key.toLowerCase()];
  if (to || state) event.preventDefault();
  if (to) grid[to[0]]?.[to[1]]?.focus();
  if (state) press(place(event.target), state);
});
current = sessionStorage.getItem("plan-cell");
sessionStorage.removeItem("plan-cell");
settle();
if (current) find(current)?.focus();
