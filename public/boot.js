// Before the first paint: the look a person chose. Then: starts the wasm, and watches that it does start.
//
// A classic script on purpose: a module would run after the first paint, and the letters would jump. It keeps no
// state but the two things that may come before the wasm listens: the install prompt and a failure.
(() => {
  "use strict";

  const root = document.documentElement;
  const { app, wasm } = document.currentScript.dataset;
  /** How long the app may take before we say something, in milliseconds. */
  const PATIENCE = 15_000;

  window.tanomo = { install: null, failure: null };

  // A browser that is told to keep nothing throws at the very name. The app finds out by writing; let it get so far.
  try {
    void localStorage;
  } catch {
    const refuse = () => {
      throw new DOMException("nothing may be kept", "QuotaExceededError");
    };
    const nothing = { length: 0, getItem: () => null, setItem: refuse, removeItem() {}, clear() {}, key: () => null };
    Object.defineProperty(window, "localStorage", { value: nothing });
  }

  applyLook();
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    window.tanomo.install = event;
    dispatchEvent(new CustomEvent("tanomo:installable"));
  });

  const watchdog = setTimeout(() => show("slow"), PATIENCE);
  addEventListener("tanomo:started", () => {
    clearTimeout(watchdog);
    // A panic that came first stays on the screen.
    if (root.dataset.boot !== "stopped") root.dataset.boot = "running";
  });
  addEventListener("tanomo:panic", (event) => stopped(event.detail));
  // A trap that no panic hook saw (out of memory, stack overflow).
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) stopped(`${event.message}\n${event.error.stack ?? ""}`);
  });
  addEventListener("DOMContentLoaded", () => {
    document.getElementById("boot-again").addEventListener("click", () => location.reload());
  });

  // A tap lasts a tenth of a second, with gloves longer. Where the screen draws a button anew meanwhile, the browser
  // sees a finger that went down on one and up from another, and does nothing. Same place, same words: it was meant.
  let pressed = null;
  const button = (node) => node?.closest?.("button, a[href]") ?? null;
  addEventListener(
    "pointerdown",
    ({ target, isPrimary }) => {
      const on = isPrimary ? button(target) : null;
      pressed = on && { on, words: on.textContent };
    },
    true,
  );
  addEventListener(
    "pointerup",
    ({ clientX, clientY, isPrimary }) => {
      const was = pressed;
      if (!isPrimary || !was || was.on.isConnected) return;
      const now = () => {
        const under = button(document.elementFromPoint(clientX, clientY));
        return under?.textContent === was.words ? under : null;
      };
      // Some browsers find the new one by themselves, and their click comes right after this.
      const late = setTimeout(() => now()?.click(), 60);
      const found = ({ target, isTrusted }) => isTrusted && button(target) === now() && clearTimeout(late);
      addEventListener("click", found, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", found, true), 60);
    },
    true,
  );

  import(app)
    .then((module) => module.default({ module_or_path: wasm }))
    .catch((why) => {
      clearTimeout(watchdog);
      window.tanomo.failure ??= String(why);
      if (root.dataset.boot !== "stopped") show("failed");
    });

  function stopped(why) {
    clearTimeout(watchdog);
    window.tanomo.failure ??= String(why);
    show("stopped");
  }

  /** Shows the boot screen in one of its states; the words are in index.html. */
  function show(state) {
    root.dataset.boot = state;
    document.getElementById("boot-again")?.focus();
  }

  /** The attributes of <html> that src/browser/look.rs sets later; same key, same fields. */
  function applyLook() {
    let look = null;
    try {
      look = JSON.parse(localStorage.getItem("tanomo.look"));
    } catch {
      // No storage (a private window), or damaged: the usual look.
    }
    const lang = look?.lang ?? (navigator.language?.startsWith("ja") === false ? "en" : "ja");
    root.lang = lang === "en" ? "en" : "ja";
    root.dataset.lang = ["ja", "easy", "en"].includes(lang) ? lang : "ja";
    root.dataset.size = [100, 125, 150, 200].includes(look?.size) ? look.size : 100;
    root.dataset.theme = ["light", "dark", "contrast"].includes(look?.theme) ? look.theme : "light";
    root.toggleAttribute("data-sun", look?.sun === true);
    root.toggleAttribute("data-easy", look?.simple === true);
  }
})();
