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

  // How alike two words are, from 0 to 1, by the pairs of letters they share.
  function alike(a, b) {
    function pairs(s) {
      var list = [];
      for (var i = 0; i < s.length - 1; i++) { list.push(s.slice(i, i + 2)); }
      return list;
    }
    var x = pairs(a.replace(/[^a-z0-9]/g, "")), y = pairs(b.replace(/_/g, "")), both = 0;
    var rest = y.slice();
    x.forEach(function (pair) {
      var at = rest.indexOf(pair);
      if (at >= 0) { both++; rest.splice(at, 1); }
    });
    return x.length && y.length ? 2 * both / (x.length + y.length) : 0;
  }
  function nearest(word, links) {
    return links.map(function (link) { return { link: link, score: alike(word, link.textContent) }; })
      .filter(function (x) { return x.score > 0.45; })
      .sort(function (a, b) { return b.score - a.score; })
      .slice(0, 3).map(function (x) { return x.link; });
  }
  function suggest(place, links) {
    if (!links.length) { return; }
    place.append(" Did you mean ");
    links.forEach(function (link, i) {
      var a = document.createElement("a");
      a.href = link.getAttribute("href");
      a.textContent = link.textContent;
      place.append(i ? " or " : "", a);
    });
    place.append("?");
  }

  // What to look for: the code, where somebody pasted a response or a URL.
  function wanted(text) {
    var found = /"error"\s*:\s*"([a-z0-9_]+)"/.exec(text) || /^https?:\/\/\S*?\/([a-z0-9_]+)\/?(?:[#?]\S*)?$/.exec(text.trim());
    return (found ? found[1] : text).trim().toLowerCase();
  }

  function finder() {
    var form = document.getElementById("finder");
    if (!form) { return; }
    var query = form.elements.q, count = document.getElementById("count");
    var rows = Array.prototype.map.call(document.querySelectorAll(".row[data-status]"), function (row) {
      return { row: row, link: row.querySelector("a"), text: (row.textContent + " " + (row.dataset.aliases || "")).toLowerCase().replace(/\s+/g, " ") };
    });

    function search() {
      var words = wanted(query.value).split(/\s+/).filter(Boolean);
      var visible = rows.filter(function (r) {
        var d = r.row.dataset;
        var ok = (!form.elements.category.value || d.category === form.elements.category.value) &&
          (!form.elements.status.value || d.status === form.elements.status.value) &&
          (!form.elements.retryable.checked || d.retryable === "true") &&
          words.every(function (word) { return r.text.indexOf(word) >= 0; });
        r.row.hidden = !ok;
        return ok;
      });
      each("section[data-chapter]", function (section) {
        var n = section.querySelectorAll(".row:not([hidden])").length;
        var chip = document.querySelector('.chips a[href="#category-' + section.dataset.chapter + '"]');
        section.hidden = chip.parentNode.hidden = !n;
        section.querySelector(".n").textContent = chip.querySelector("span").textContent = n;
      });
      count.textContent = visible.length === rows.length ? rows.length + " codes"
        : visible.length ? visible.length + " of " + rows.length + " codes" : "No code matches.";
      if (!visible.length) {
        suggest(count, nearest(words.join("_"), rows.map(function (r) { return r.link; })));
      }
      return visible;
    }

    function keep() {
      var params = new URLSearchParams();
      ["q", "category", "status"].forEach(function (name) {
        if (form.elements[name].value) { params.set(name, form.elements[name].value); }
      });
      if (form.elements.retryable.checked) { params.set("retryable", "1"); }
      var text = params.toString();
      try { history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash); } catch (e) { /* not here */ }
    }

    var given = new URLSearchParams(location.search);
    ["q", "category", "status"].forEach(function (name) {
      if (given.has(name)) { form.elements[name].value = given.get(name); }
    });
    form.elements.retryable.checked = given.get("retryable") === "1";
    ["input", "change"].forEach(function (type) {
      form.addEventListener(type, function () { search(); keep(); });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var visible = search(), code = wanted(query.value);
      var exact = visible.filter(function (r) { return r.link.textContent === code; })[0];
      if (exact || visible.length === 1) {
        location.href = (exact || visible[0]).link.href;
      } else if (visible.length) {
        visible[0].link.focus();
      }
    });
    query.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && query.value) {
        event.preventDefault();
        query.value = "";
        search();
        keep();
      }
    });
    if (location.hash === "#search") { query.focus(); }
    search();
  }

  // The page for addresses that have none: the code may be misspelt.
  function lost() {
    var place = document.getElementById("lost");
    if (!place) { return; }
    var parts = location.pathname.split("/").filter(Boolean);
    var word = (parts.pop() || "").replace(/\.\w+$/, "").toLowerCase();
    suggest(place, nearest(word, Array.prototype.slice.call(document.querySelectorAll(".rows a"))));
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
    finder();
    lost();
    shortcut();
    unfold();
    addEventListener("hashchange", unfold);
  });
})();
