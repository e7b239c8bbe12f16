#include "server/live_files.h"

namespace rolepress {

// Texts of problems are set as text, never as HTML: they quote what editors typed.
// A hidden page closes its stream: browsers allow a host only six connections.
const std::string_view kLiveScript = R"js("use strict";
(() => {
  const version = document.currentScript.dataset.version;
  const host = document.createElement("rolepress-problems");
  const root = host.attachShadow({ mode: "open" });
  let stream = null;

  const add = (parent, name, text, className) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    parent.append(element);
    return element;
  };

  const showProblem = (list, problem) => {
    const item = add(list, "li");
    const link = add(item, "a", problem.place);
    link.href = problem.editor;
    add(item, "p", problem.message, "message");
    if (problem.column > 0) {
      const quotation = add(item, "pre", problem.source + "\n");
      add(quotation, "b", " ".repeat(problem.column - 1) + "^" + "~".repeat(problem.width - 1));
    }
    if (problem.help) add(item, "p", problem.help, "help");
  };

  const showProblems = (state) => {
    root.replaceChildren();
    if (state.problems.length === 0) {
      host.remove();
      return;
    }
    const style = add(root, "link");
    style.rel = "stylesheet";
    style.href = "/__rolepress/live.css";
    const panel = add(root, "section");
    panel.setAttribute("role", "alert");
    add(panel, "h2", state.title);
    add(panel, "p", "This page is as it was before. It follows as soon as these are mended.");
    const hide = add(panel, "button", "Hide until the next change");
    hide.type = "button";
    hide.addEventListener("click", () => host.remove());
    const list = add(panel, "ol");
    for (const problem of state.problems) showProblem(list, problem);
    document.documentElement.append(host);
  };

  const open = () => {
    if (stream) return;
    stream = new EventSource("/__rolepress/events");
    stream.addEventListener("message", (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== version && state.problems.length === 0) {
        stream.close();
        location.reload();
        return;
      }
      showProblems(state);
    });
  };

  const close = () => {
    if (stream) stream.close();
    stream = null;
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", () => document.hidden || open());
})();
)js";

const std::string_view kLiveStyle = R"css(:host { all: initial; }
section {
  position: fixed; inset: 0; z-index: 2147483647; overflow: auto; box-sizing: border-box;
  padding: 1.5rem max(1.5rem, calc(50vw - 32rem)); background: rgb(24 20 20 / 94%); color: #f4efe6;
  font: 16px/1.5 system-ui, sans-serif;
}
h2 { margin: 0; font-size: 1.4rem; color: #ffb4a2; }
p { margin: .4rem 0; }
button { font: inherit; padding: .4rem .8rem; color: inherit; background: none; border: 1px solid; cursor: pointer; }
ol { margin: 1rem 0; padding: 0; list-style: none; }
li { padding: .8rem 0; border-top: 1px solid #6b5f57; }
a { color: #9fd3ff; font-family: ui-monospace, monospace; }
.message { font-weight: 600; white-space: pre-wrap; }
.help::before { content: "Help: "; color: #b9e4b4; }
pre { margin: .4rem 0; padding: .6rem; overflow: auto; background: #000; font: 14px/1.4 ui-monospace, monospace; tab-size: 1; }
b { color: #ffb4a2; }
:focus-visible { outline: 2px solid #9fd3ff; outline-offset: 2px; }
)css";

}  // namespace rolepress
