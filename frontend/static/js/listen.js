// Reads a page aloud, line by line, with the voices of the device: nothing leaves it, and no network is needed.
const voice = globalThis.speechSynthesis;
const language = document.documentElement.lang;
let reading = null;

const speaks = () => voice?.getVoices().some((it) => it.lang.toLowerCase().startsWith(language));
const buttons = () => document.querySelectorAll("[data-listen]");
const show = () => { if (speaks()) for (const it of buttons()) it.hidden = false; };

function stop() {
  voice.cancel();
  reading?.button.setAttribute("aria-pressed", "false");
  reading?.line?.classList.remove("read-now");
  reading = null;
}

function next() {
  reading.line?.classList.remove("read-now");
  reading.line = reading.lines.shift();
  if (!reading.line) return stop();
  reading.line.classList.add("read-now");
  const said = Object.assign(new SpeechSynthesisUtterance(reading.line.textContent), { lang: language, rate: 0.9 });
  const mine = reading;
  said.onend = said.onerror = () => { if (reading === mine) next(); };
  voice.speak(said);
}

function begin(button) {
  const text = document.getElementById(button.dataset.listen);
  const lines = [...text.querySelectorAll("[data-line]")];
  reading = { button, lines: lines.length ? lines : [text], line: null };
  button.setAttribute("aria-pressed", "true");
  next();
}

if (voice) {
  show();
  voice.addEventListener?.("voiceschanged", show);
  addEventListener("htmx:after:swap", show);
  addEventListener("pagehide", stop);
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-listen]");
    if (!button) return;
    const same = reading?.button === button;
    if (reading) stop();
    if (!same) begin(button);
  });
}
