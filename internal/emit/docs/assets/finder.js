// The search of the index, and the suggestions of the page for lost addresses.
(function () {
  "use strict";

  function each(selector, fn, from) {
    Array.prototype.forEach.call((from || document).querySelectorAll(selector), fn);
  }

  // What is particular to a pasted response goes to the page of its code within
  // this tab, and nowhere else.
  function carry(code, p) {
    try {
      sessionStorage.removeItem("errcat-pasted");
      if (p.id || p.wait || p.details) {
        sessionStorage.setItem("errcat-pasted", JSON.stringify({
          code: code, id: p.id, wait: p.wait, details: p.details, message: p.message, time: p.time
        }));
      }
    } catch (e) { /* then the page is just the page */ }
  }

  function finder() {
    var form = document.getElementById("finder");
    if (!form) { return; }
    var query = form.elements.q, count = document.getElementById("count"), list = document.getElementById("found");
    var find = errcatFind(JSON.parse(document.getElementById("catalog").textContent));
    var answer = null, visible = [], rows = {};
    each("[data-code]", function (row) { rows[row.dataset.code] = row; });

    function passes(row) {
      var d = row.dataset;
      return (!form.elements.category.value || d.category === form.elements.category.value) &&
        (!form.elements.status.value || d.status === form.elements.status.value) &&
        (!form.elements.retryable.checked || d.retryable === "true");
    }

    // With a text there is a list, the best match first; without one every code
    // is in its category.
    function search() {
      answer = query.value.trim() ? find(query.value) : null;
      list.hidden = !answer;
      each("[data-chapter], [data-retired]", function (part) { part.hidden = !!answer; });
      each(".chips", function (chips) { chips.parentNode.hidden = !!answer; });
      if (answer) {
        visible = answer.found.map(function (m) { return rows[m.code]; }).filter(passes)
          .map(function (row) { return row.cloneNode(true); });
        list.replaceChildren.apply(list, visible);
        count.textContent = !visible.length ? "No code matches."
          : visible.length === 1 ? "1 code matches." : visible.length + " codes match, the best first.";
      } else {
        narrow();
      }
    }

    function narrow() {
      list.replaceChildren();
      visible = Object.values(rows).filter(function (row) { return !(row.hidden = !passes(row)); });
      each("section[data-chapter]", function (section) {
        var n = section.querySelectorAll(".row:not([hidden])").length;
        var chip = document.querySelector('.chips a[href="#category-' + section.dataset.chapter + '"]');
        section.hidden = chip.parentNode.hidden = !n;
        section.querySelector(".n").textContent = chip.querySelector("span").textContent = n;
      });
      each("[data-retired]", function (section) { section.hidden = !section.querySelector(".row:not([hidden])"); });
      var all = Object.values(rows).filter(isCode).length, n = visible.filter(isCode).length;
      count.textContent = n === all ? all + " codes" : n ? n + " of " + all + " codes" : "No code matches.";
    }
    function isCode(row) { return row.dataset.status; }

    // The address keeps what was looked for, but nothing that looks like a
    // response: who passes it on does not mean to pass that on.
    function keep() {
      var params = new URLSearchParams();
      ["q", "category", "status"].forEach(function (name) {
        if (form.elements[name].value) { params.set(name, form.elements[name].value); }
      });
      if (query.value.length > 80 || answer && (answer.pasted.id || answer.pasted.wait || answer.pasted.details)) { params.delete("q"); }
      if (form.elements.retryable.checked) { params.set("retryable", "1"); }
      var text = params.toString();
      try { history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash); } catch (e) { /* not here */ }
    }
    function changed() { search(); keep(); }

    var given = new URLSearchParams(location.search);
    ["q", "category", "status"].forEach(function (name) {
      if (given.has(name)) { form.elements[name].value = given.get(name); }
    });
    form.elements.retryable.checked = given.get("retryable") === "1";
    ["input", "change"].forEach(function (type) { form.addEventListener(type, changed); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      search();
      if (visible.length) { visible[0].querySelector("a").click(); }
    });
    // The field has one line; without this, the lines of a response would run
    // into each other.
    query.addEventListener("paste", function (event) {
      var text = event.clipboardData ? event.clipboardData.getData("text") : "";
      if (!/[\r\n]/.test(text)) { return; }
      event.preventDefault();
      query.setRangeText(text.slice(0, 65536).replace(/[\r\n]+/g, " "), query.selectionStart, query.selectionEnd, "end");
      changed();
    });
    query.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && query.value) {
        event.preventDefault();
        query.value = "";
        changed();
      }
    });
    document.addEventListener("click", function (event) {
      var row = event.target.closest("[data-code]");
      if (row) { carry(row.dataset.code, answer ? answer.pasted : {}); }
    });
    if (location.hash === "#search") { query.focus(); }
    search();
  }

  // The code in an address that has no page may be misspelt.
  function lost() {
    var place = document.getElementById("lost");
    if (!place) { return; }
    var word = (location.pathname.split("/").filter(Boolean).pop() || "").replace(/\.\w+$/, ""), links = {};
    var entries = Array.prototype.map.call(document.querySelectorAll(".rows a"), function (a) {
      links[a.textContent] = a;
      return { code: a.textContent };
    });
    var found = errcatFind({ entries: entries, reasons: {}, common: "" })(word).found.slice(0, 3);
    if (!found.length) { return; }
    place.append(" Did you mean ");
    found.forEach(function (m, i) {
      var a = document.createElement("a");
      a.href = links[m.code].getAttribute("href");
      a.textContent = m.code;
      place.append(i ? " or " : "", a);
    });
    place.append("?");
  }

  document.addEventListener("DOMContentLoaded", function () {
    finder();
    lost();
  });
})();
