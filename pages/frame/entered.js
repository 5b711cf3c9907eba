// What a person entered that has not come back from the server: a page that is read anew before it has would lose it
// without a word. Only fields of the case and of the decision are looked at, never a pasted text; it is told once.
const LATE = "haic-board.late", FIELDS = "[class*=st-key-case-fields], .st-key-decision_fields", LONGEST_SAID = 200;
const DRAWN_MS = 1000;  // from the end of a run until what it sent has surely reached the tab's own store
let entered = null, first = "", name = "", word = "";

function enters(at, said) {
  entered = { at, told: { field: name, said: said.trim().slice(0, LONGEST_SAID) } };
}

// A button of a row and an option of a list are no fields that tell of a change; the list opens outside of its field.
function touched({ type, target }) {
  const field = target.closest(FIELDS) && target.closest("input, textarea, label");
  if (type === "click") {
    const chosen = target.closest("[role=option]") ?? (field?.querySelector("[type=radio]:not(:checked)") ? field : null);
    if (field?.closest("[role=radiogroup]")) name = field.closest("[role=radiogroup]").getAttribute("aria-label") ?? "";
    if (chosen) enters(null, chosen.innerText);
  } else if (field && type === "focusin") {
    [first, name] = [field.value, field.getAttribute("aria-label") ?? ""];
  } else if (field && field.type !== "radio") {
    if (field.value === first) entered = null; else enters(field, field.value);
  }
}

// It has come back once the tab is told of another meeting, or once a run that began after it has ended; a field in which
// somebody still types has asked for none yet.
function keeps(now) {
  if (now !== word) entered = null;
  word = now;
}

function returned(app) {
  if (!entered || (entered.at && entered.at === document.activeElement)) return;
  if (app.dataset.testScriptState !== "notRunning") { entered.asked = true; return; }
  const done = entered;
  if (done.asked) setTimeout(() => { if (entered === done) entered = null; }, DRAWN_MS);
}

function listen(app) {
  for (const type of ["focusin", "input", "click"]) document.addEventListener(type, touched, true);
  window.addEventListener("pagehide", () => {
    if (entered) store((kept) => kept.setItem(LATE, JSON.stringify(entered.told)));
  });
  new MutationObserver(() => returned(app)).observe(app, { attributeFilter: ["data-test-script-state"] });
}

function late() {
  const text = store((kept) => kept.getItem(LATE));
  if (text) store((kept) => kept.removeItem(LATE));
  try { return JSON.parse(text || "null"); } catch { return null; }
}
