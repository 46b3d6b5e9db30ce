// 朗读: reads the page sentence by sentence with a voice of this machine. A voice that is not local would send the text
// away, so it is never used; where there is no local one the button stays hidden.
const box = document.querySelector("[data-read-aloud]");
const synth = window.speechSynthesis;
const LONGEST = 120;
const SKIP = "nav, script, style, svg, [hidden], [aria-hidden=true], .no-print:not(main), .visually-hidden, option, textarea, input, select";
const state = { queue: [], at: 0, rate: 1, on: false };

const localVoice = (language) =>
  synth.getVoices().find((voice) => voice.localService === true && voice.lang.toLowerCase().startsWith(language.slice(0, 2).toLowerCase()));

const spokenIn = (node) => node.parentElement.closest("[lang]").lang;

const shown = (node) => !node.parentElement.closest(SKIP) && node.parentElement.checkVisibility({ visibilityProperty: true });

// A sentence ends at its mark; what is too long for a voice to take is parted at a comma.
const cut = (text) => {
  const parts = [];
  for (const match of text.matchAll(/[^。！？；!?;\n]+[。！？；!?;\n]*["”’）)]*/gu)) {
    let start = match.index;
    const end = start + match[0].length;
    while (end - start > LONGEST) {
      const comma = Math.max(text.lastIndexOf("，", start + LONGEST), text.lastIndexOf(", ", start + LONGEST));
      const stop = comma > start ? comma + 1 : start + LONGEST;
      parts.push([start, stop]);
      start = stop;
    }
    parts.push([start, end]);
  }
  return parts;
};

// Blocks are read one after another; inside a block the words run on over links and marks.
const blockOf = (node) => node.parentElement.closest("p, li, h1, h2, h3, h4, td, th, dt, dd, legend, label, summary, caption, figcaption, div");

const flush = (run, queue) => {
  const text = run.map((node) => node.data).join("");
  for (const [start, end] of cut(text)) {
    if (!text.slice(start, end).trim()) continue;
    const range = document.createRange();
    let past = 0;
    for (const node of run) {
      const stop = past + node.length;
      if (start >= past && start < stop) range.setStart(node, start - past);
      if (end > past && end <= stop) range.setEnd(node, end - past);
      past = stop;
    }
    queue.push({ text: text.slice(start, end).replace(/\s+/gu, " ").trim(), range, language: spokenIn(run[0]) });
  }
};

const sentences = () => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (shown(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT),
  });
  const queue = [];
  let run = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (run.length && (blockOf(node) !== blockOf(run[0]) || spokenIn(node) !== spokenIn(run[0]))) {
      flush(run, queue);
      run = [];
    }
    run.push(node);
  }
  if (run.length) flush(run, queue);
  return queue;
};

const mark = (range) => {
  if (!window.Highlight) return;
  CSS.highlights.clear();
  if (!range) return;
  CSS.highlights.set("spoken", new Highlight(range));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  range.startContainer.parentElement.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
};

const part = (name) => box.querySelector(`[data-part=${name}]`);

const show = (words) => {
  part("panel").hidden = !state.on;
  part("start").setAttribute("aria-expanded", String(state.on));
  part("pause").textContent = part("pause").dataset[synth.paused ? "resume" : "pause"];
  part("status").textContent = words;
};

const stop = () => {
  state.on = false;
  synth.cancel();
  mark(null);
  show("");
};

const speak = () => {
  synth.cancel();
  const sentence = state.queue[state.at];
  if (!state.on || !sentence) return stop();
  const voice = localVoice(sentence.language);
  if (!voice) return next(1);
  const said = new SpeechSynthesisUtterance(sentence.text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = state.rate;
  said.onend = () => state.on && state.queue[state.at] === sentence && next(1);
  mark(sentence.range);
  show(`${state.at + 1} / ${state.queue.length}`);
  synth.speak(said);
};

const next = (step) => {
  state.at = Math.max(0, state.at + step);
  speak();
};

// Where somebody has marked words, reading begins there.
const beginning = () => {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return 0;
  const from = chosen.getRangeAt(0);
  const found = state.queue.findIndex((one) => one.range.compareBoundaryPoints(Range.START_TO_END, from) > 0);
  return Math.max(0, found);
};

const start = () => {
  if (state.on) return stop();
  state.queue = sentences();
  state.at = beginning();
  state.on = true;
  speak();
};

const acts = {
  start,
  stop,
  back: () => next(-1),
  forward: () => next(1),
  pause: () => {
    if (synth.paused) synth.resume();
    else synth.pause();
    show(part("status").textContent);
  },
};

const ready = () => {
  box.hidden = !localVoice(document.documentElement.lang);
};

if (box && synth) {
  ready();
  synth.addEventListener("voiceschanged", ready);
  box.addEventListener("click", (event) => acts[event.target.closest("button")?.dataset.part]?.());
  part("rate").addEventListener("change", (event) => {
    state.rate = Number(event.target.value);
    if (state.on) speak();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && state.on && stop());
  addEventListener("pagehide", stop);
}
