// The page in use: sending, showing what comes back, citations, the switch of language, the state of the guide.

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const turns = []; // {question, answer}: the conversation lives here and nowhere else
let words = {};
let count = 0;
let pending = null; // {turn, question, stop}
let opening = null; // the last answer of /state, or null while the server cannot be reached
let watch = 0; // timer of the next look at /state
let progress = null; // {name, length}: the sentence that the progress line says

const speaks = () => root.dataset.speaks; // "en" or "ko"
const say = (name, length = "") => words[speaks()][name].replace("{length}", length);

// ---- language

function speak(language) {
  root.dataset.speaks = language;
  root.lang = language;
  document.title = say("title");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  for (const name of ["placeholder", "aria-label"]) {
    for (const element of document.querySelectorAll(`[data-${language}-${name}]`)) {
      element.setAttribute(name, element.getAttribute(`data-${language}-${name}`));
    }
  }
  for (const option of document.querySelectorAll(`[data-${language}-said]`)) {
    option.textContent = option.getAttribute(`data-${language}-said`);
  }
  showOpening();
  byId("heard").textContent = ""; // what it said was said in the other language
  if (progress) byId("progress").textContent = say(progress.name, progress.length);
}

function choose(language) {
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
  speak(language);
}

// ---- state of the guide

function showOpening() {
  const text = opening === null ? say("unreachable") : opening.said ? opening.said[speaks()] : "";
  const line = byId("opening");
  if (line.textContent !== text) line.textContent = text;
  const phase = opening === null ? "unreachable" : opening.phase ?? "";
  if (line.dataset.phase !== phase) byId("heard").textContent = text; // counts are seen, each new phase is also heard
  line.dataset.phase = phase;
}

async function watchOpening() {
  clearTimeout(watch);
  try {
    const response = await fetch("state", { cache: "no-store" });
    if (!response.ok) throw new Error(response.statusText);
    opening = await response.json();
  } catch {
    opening = null;
    if (pending) fail("unsent");
  }
  showOpening();
  clearTimeout(watch);
  watch = setTimeout(watchOpening, opening?.settled && !pending ? 10000 : 1000);
}

// ---- asking

function tell(name, busy = false, length = "") {
  progress = { name, length };
  const line = byId("progress");
  line.textContent = say(name, length);
  line.classList.toggle("busy", busy);
}

function ask(question) {
  const box = byId("question");
  // Half a character and controls mean nothing to anyone and cannot be sent.
  const text = question.replace(/\p{Surrogate}|[^\P{Control}\t\n]/gu, "").trim();
  const most = Number(box.dataset.most);
  if (pending) return tell("busy", true);
  if (!text) return tell("empty");
  const { length } = [...text];
  if (length > most) return tell("long", false, length.toLocaleString("en"));
  const turn = `t${(count += 1)}`;
  pending = { turn, question: text, stop: new AbortController() };
  box.value = "";
  fit(box);
  byId("examples").open = false;
  byId("log").append(turnElement(turn, text));
  tell("sent", true);
  deliver(pending, letter(turn, text, Number(box.dataset.mostBytes)));
  watchOpening();
  byId(turn).scrollIntoView({ block: "start" });
}

function turnElement(turn, question) {
  const article = document.createElement("article");
  article.id = turn;
  article.className = "turn";
  const heading = document.createElement("h3");
  heading.className = "asked";
  const label = document.createElement("span");
  label.className = "unseen";
  label.textContent = `${say("asked")} `;
  heading.append(label, question);
  article.append(heading);
  return article;
}

// What the visitor chose among the texts: one value a control, none where it says all.
function only() {
  const chosen = {};
  for (const { dataset, value } of document.querySelectorAll("[data-only]")) {
    if (value) chosen[dataset.only] = dataset.only === "on" ? value : [value];
  }
  return chosen;
}

function showChoice() {
  byId("choice").classList.toggle("chosen", Object.keys(only()).length > 0);
}

// As much of the conversation goes with a question as there is room for.
function letter(turn, question, room) {
  for (let history = turns.slice(-4); ; history = history.slice(1)) {
    const text = JSON.stringify({ turn, question, language: speaks(), history, only: only() });
    if (!history.length || new Blob([JSON.stringify(text)]).size <= room) return text;
  }
}

// A question goes through Gradio's queue, past Gradio's own client: after a lost connection that one stays silent.
async function deliver(asked, letter) {
  const { signal } = asked.stop;
  const session = Math.random().toString(36).slice(2) || "0";
  const end = (name) => asked === pending && fail(name);
  try {
    const joined = await fetch("gradio_api/queue/join", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ data: [letter], fn_index: 0, session_hash: session }),
      signal,
    });
    if (!joined.ok) return end(joined.status === 503 ? "full" : "fault");
    let piece = "";
    for await (const message of messages(await fetch(`gradio_api/queue/data?session_hash=${session}`, { signal }))) {
      if (asked !== pending) return;
      if (message.success === false) return end("fault");
      if (message.output?.data) receive((piece = whole(piece, message.output.data[0])));
    }
  } catch {
    // told below
  }
  end("unsent");
}

// The messages of a stream of server-sent events.
async function* messages(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (held + part.value).split("\n");
    held = lines.pop();
    for (const line of lines) if (line.startsWith("data: ")) yield JSON.parse(line.slice(6));
  }
}

// Gradio sends the first piece whole and each later one by how it differs.
function whole(before, data) {
  if (!Array.isArray(data)) return data ?? before;
  return data.reduce((text, [change, , words]) => (change === "append" ? text + words : words), before);
}

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

function receive(html) {
  const piece = element(html);
  if (!piece) return;
  const { step, end, said, answer } = piece.dataset;
  if (step && step !== progress?.name) tell(step, true);
  if (end === "failed") fail("fault");
  if (end === "answered") {
    const article = byId(pending.turn);
    const section = element(answer);
    article.querySelector("h3").lang = section.lang;
    article.append(section);
    turns.push({ question: pending.question, answer: said.slice(0, 2000) });
    pending = null;
    tell("answered");
    article.scrollIntoView({ block: "start" });
  }
}

function fail(name) {
  const box = byId("question");
  byId(pending.turn)?.remove();
  box.value = box.value ? `${pending.question}\n${box.value}` : pending.question;
  pending = null;
  fit(box);
  tell(name);
}

function erase() {
  pending?.stop.abort();
  pending = null;
  turns.length = 0;
  byId("log").replaceChildren();
  byId("examples").open = true;
  byId("question").value = "";
  fit(byId("question"));
  tell("erased");
  byId("question").focus();
}

function fit(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, window.innerHeight / 3)}px`;
}

// ---- citations

function openCitation(link) {
  const citation = byId(decodeURIComponent(link.hash.slice(1)));
  if (!citation) return;
  for (let each = citation; each; each = each.parentElement.closest("details")) each.open = true;
  citation.querySelector("summary").focus();
}

async function copy(button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    done = copyBySelection(button);
  }
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = done ? button.dataset.copied : button.dataset.failed;
  tell(done ? "copied" : "notCopied", Boolean(pending));
  setTimeout(() => (button.textContent = label), 4000);
}

function copyBySelection(button) {
  const field = document.createElement("textarea");
  field.value = button.dataset.copy;
  button.after(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  button.focus();
  return done;
}

// ---- events

// A syllable that is still being composed takes Enter for itself; some browsers tell it only by the code 229.
const composing = (event) => event.isComposing || event.keyCode === 229;

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "question" || event.key !== "Enter" || event.shiftKey || composing(event)) return;
  event.preventDefault();
  ask(event.target.value);
});
document.addEventListener("input", (event) => {
  if (event.target.id === "question") fit(event.target);
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-only]")) showChoice();
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "ask") return;
  event.preventDefault();
  ask(byId("question").value);
  byId("question").focus();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a.mark, a.skip");
  if (!button) return;
  if (button.matches("a.mark")) {
    event.preventDefault();
    openCitation(button);
  } else if (button.matches("a.skip")) {
    event.preventDefault();
    byId("question").focus();
  } else if (button.dataset.language) choose(button.dataset.language);
  else if (button.matches(".example")) {
    ask(button.textContent);
    byId("question").focus();
  } else if (button.id === "all-texts") {
    for (const control of document.querySelectorAll("[data-only]")) control.value = "";
    showChoice();
  } else if (button.id === "erase") erase();
  else if (button.matches(".copy")) copy(button);
});

function begin() {
  if (!byId("log")) return false;
  words = JSON.parse(byId("log").dataset.words);
  opening = {};
  speak(speaks());
  // Gradio sets the language of the document to the browser's own; the visitor's choice stands.
  const keep = () => root.lang !== speaks() && (root.lang = speaks());
  new MutationObserver(keep).observe(root, { attributes: true, attributeFilter: ["lang"] });
  watchOpening();
  root.classList.add("ready");
  return true;
}

if (!begin()) {
  const waiting = new MutationObserver(() => begin() && waiting.disconnect());
  waiting.observe(document, { childList: true, subtree: true });
}
