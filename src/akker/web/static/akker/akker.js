// Small comforts; every page works without them. Hooks are data- attributes, listeners sit on the document,
// so that fragments swapped in later are served too.
const body = document.body;

// A form is sent once: a second press while the answer is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if ("busy" in form.dataset) { event.preventDefault(); return event.stopImmediatePropagation(); }
  setTimeout(free, 8000, form); // an answer that is a file leaves this page standing
  form.dataset.busy = "";
  form.setAttribute("aria-busy", "true");
  if ("keep" in form.dataset) store(form, true);
}, true);
const free = (form) => { delete form.dataset.busy; form.removeAttribute("aria-busy"); };
addEventListener("pageshow", () => document.querySelectorAll("[data-busy]").forEach(free));
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) free(form);
});
// What went wrong with a fragment is said in the messages; the form keeps what was typed.
for (const name of ["htmx:response:error", "htmx:error"]) {
  document.addEventListener(name, (event) => {
    if ([400, 409, 422].includes(event.detail?.ctx?.response?.raw?.status)) return;
    document.getElementById("messages")?.replaceChildren(document.getElementById("failed").content.cloneNode(true));
  });
}

// Forms with data-keep: typed text survives a failed post in this tab, and leaving unsaved asks first.
// It is of who typed it and of that network: never there for the next to sign in on this tab, nor in another group.
const mine = `kept:${document.querySelector("[data-who]")?.dataset.who ?? ""}:`;
const here = location.pathname.split("/", 4).join("/");
const key = (form) => `${mine}${here}:${form.dataset.keep || location.pathname}:${form.id}`;
const texts = (form) => [...form.elements].filter((f) => f.name && (f.localName === "textarea" || f.type === "text"));
function store(form, sent) {
  const values = Object.fromEntries(texts(form).filter((f) => f.value !== f.defaultValue).map((f) => [f.name, f.value]));
  sessionStorage.setItem(key(form), JSON.stringify({ sent, values }));
}
document.addEventListener("input", (event) => {
  grow(event.target);
  const form = event.target.form;
  if (form && "keep" in form.dataset) store(form, false);
});
function restore(form) {
  const { values } = JSON.parse(sessionStorage.getItem(key(form)) || '{"values":{}}');
  for (const field of texts(form)) {
    if (values[field.name] && field.value === field.defaultValue) { field.value = values[field.name]; grow(field); }
  }
}
// A page of ours that is no error page means that what was sent has arrived; an error page, that it has not.
for (const name of Object.keys(sessionStorage).filter((each) => each.startsWith("kept:"))) {
  if (mine !== "kept::" && !name.startsWith(mine)) { sessionStorage.removeItem(name); continue; }
  const kept = JSON.parse(sessionStorage.getItem(name));
  if ("failed" in body.dataset) sessionStorage.setItem(name, JSON.stringify({ ...kept, sent: false }));
  else if (kept.sent) sessionStorage.removeItem(name);
}
document.querySelectorAll("form[data-keep]").forEach(restore);
addEventListener("beforeunload", (event) => {
  const open = [...document.querySelectorAll("form[data-keep]:not([data-busy])")];
  if (open.some((form) => texts(form).some((f) => f.value !== f.defaultValue))) event.preventDefault();
});

// On a narrow screen the tabs lie in one row: begin where we are.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 60; // room to see the one before

// Text areas grow with their text where the style sheet cannot do it.
function grow(field) {
  if (field.localName !== "textarea" || CSS.supports("field-sizing", "content")) return;
  field.rows = Math.max(field.rows, field.value.split("\n").length + 1);
}

// Menus close on a click elsewhere and on Escape; dialogs open from data-dialog, close on their backdrop.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  const opener = event.target.closest("[data-dialog]");
  if (opener) { event.preventDefault(); document.getElementById(opener.dataset.dialog).showModal(); }
  if (event.target.localName === "dialog") event.target.close();
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
