(function () {
  "use strict";
  var root = document.documentElement;

  function recall(name) {
    try { return localStorage.getItem("errcat-" + name); } catch (e) { return null; }
  }
  function remember(name, value) {
    try { localStorage.setItem("errcat-" + name, value); } catch (e) { /* private mode */ }
  }

  // Before the page is painted.
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function shown() {
    return root.dataset.theme || (dark.matches ? "dark" : "light");
  }
  var saved = recall("theme");
  if (saved === "dark" || saved === "light") { root.dataset.theme = saved; }
  root.dataset.shown = shown();
  root.classList.add("js");

  function each(selector, fn, from) {
    Array.prototype.forEach.call((from || document).querySelectorAll(selector), fn);
  }

  function theme() {
    var button = document.querySelector(".theme");
    function show() {
      root.dataset.shown = shown();
      button.setAttribute("aria-pressed", String(shown() === "dark"));
    }
    button.addEventListener("click", function () {
      root.dataset.theme = shown() === "dark" ? "light" : "dark";
      remember("theme", root.dataset.theme);
      show();
    });
    dark.addEventListener("change", show);
    show();
  }

  function copying() {
    var said = document.getElementById("said");
    function byHand(text) {
      var area = document.createElement("textarea");
      area.value = text;
      area.className = "vh";
      document.body.appendChild(area);
      area.select();
      var ok = document.execCommand("copy");
      area.remove();
      return ok ? Promise.resolve() : Promise.reject(new Error("copy"));
    }
    function copy(text) {
      if (!navigator.clipboard) { return byHand(text); }
      return navigator.clipboard.writeText(text).catch(function () { return byHand(text); });
    }
    each(".copy", function (button) {
      var label = button.textContent;
      var from = button.dataset.from ? document.getElementById(button.dataset.from)
        : button.closest("figure").querySelector("pre");
      button.addEventListener("click", function () {
        copy(from.textContent).then(function () { return "Copied"; }, function () { return "Press Ctrl+C"; })
          .then(function (word) {
            button.textContent = word;
            said.textContent = word;
            setTimeout(function () { button.textContent = label; said.textContent = ""; }, 2000);
          });
      });
    });
  }

  function languages() {
    function choose(language) {
      each(".tabs input", function (input) {
        if (input.value === language) { input.checked = true; }
      });
    }
    each(".tabs input", function (input) {
      input.addEventListener("change", function () {
        remember("language", input.value);
        choose(input.value);
      });
    });
    choose(recall("language"));
  }

  // Shows the values of a response that was pasted into the search instead of the
  // example's. Whatever they are, they are shown as text.
  function pasted() {
    var p = null, items = [], code = document.getElementById("code");
    var above = document.querySelector(".first, .facts"), message = document.getElementById("message");
    try {
      p = JSON.parse(sessionStorage.getItem("errcat-pasted"));
      items = p.details ? JSON.parse(p.details) : [];
    } catch (e) { return; }
    if (!p || !code || !above || p.code !== code.textContent) { return; }

    function element(name, text, className) {
      var e = document.createElement(name);
      e.textContent = text;
      if (className) { e.className = className; }
      return e;
    }
    var box = element("section", "", "notice"), list = element("ul", "");
    box.id = "pasted";
    box.setAttribute("aria-labelledby", "pasted-title");
    function fact(label, value) {
      var line = element("li", label + " ");
      line.append(element("code", value));
      list.append(line);
    }
    if (p.id) { fact("Request ID:", p.id); }
    if (p.wait) { fact("Wait:", wait(p)); }
    items.forEach(function (item) { fact("Details:", spaced(item)); });
    var title = element("h2", "Your response"), forget = element("button", "Clear", "copy");
    title.id = "pasted-title";
    forget.type = "button";
    forget.addEventListener("click", function () {
      sessionStorage.removeItem("errcat-pasted");
      location.reload();
    });
    box.append(title, list, forget);
    above.after(box);
    if (message && p.message) { message.textContent = p.message; }

    each('section[aria-labelledby="example-response"] pre code', function (block) {
      var text = block.textContent;
      try {
        paint(block, body(JSON.parse(text), p, items));
      } catch (e) {
        if (p.id) { text = text.replace(/^X-Request-Id: .*$/m, function () { return "X-Request-Id: " + p.id; }); }
        if (p.wait) { text = text.replace(/^Retry-After: .*$/m, "Retry-After: " + p.wait); }
        if (/^HTTP\//.test(text)) { block.textContent = text; }
      }
    });
    if (p.wait) {
      each("[data-retry] strong", function (answer) { answer.textContent = "After " + wait(p); });
    }
  }

  // JSON on one line that can be folded between its parts.
  function spaced(value) { return JSON.stringify(value, null, 1).replace(/\n */g, " "); }

  function wait(p) { return p.wait + (p.wait === 1 ? " second" : " seconds"); }

  function body(example, p, items) {
    if (p.message) { example.message = p.message; }
    if (items.length) { example.details = items; }
    if (p.wait) { example.retry_after = p.wait; }
    if (p.id) { example.request_id = p.id; }
    if (p.time) { example.timestamp = p.time; }
    // Lists of scalars on one line, as in the example.
    return JSON.stringify(example, null, 2).replace(/\[\n[^[\]{}]*\n *\]/g, function (list) {
      return list.replace(/\n */g, " ").replace("[ ", "[").replace(/ \]$/, "]");
    }) + "\n";
  }

  // Shows JSON with the colors and the lines of the example.
  function paint(block, text) {
    block.replaceChildren();
    text.split(/(?<=\n)/).forEach(function (part) {
      var line = document.createElement("span"), at = 0, mark;
      var marks = /("(?:[^"\\]|\\.)*")(?=:)|("(?:[^"\\]|\\.)*")|-?[0-9][0-9.eE+-]*|true|false|null/g;
      line.className = "line";
      while ((mark = marks.exec(part))) {
        var span = document.createElement("span");
        span.className = mark[1] ? "k" : mark[2] ? "s" : "n";
        span.textContent = mark[0];
        line.append(part.slice(at, mark.index), span);
        at = marks.lastIndex;
      }
      line.append(part.slice(at));
      block.append(line);
    });
  }

  // A link to what is folded unfolds it.
  function unfold() {
    var target = document.getElementById(location.hash.slice(1));
    var fold = target && target.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  }

  function shortcut() {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (/^(input|textarea|select)$/i.test(event.target.tagName)) { return; }
      var query = document.getElementById("search"), link = document.querySelector(".find");
      if (query) {
        event.preventDefault();
        query.focus();
      } else if (link) {
        event.preventDefault();
        location.href = link.href;
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    theme();
    copying();
    languages();
    pasted();
    shortcut();
    unfold();
    addEventListener("hashchange", unfold);
  });
})();
