var errcatFind = (function () {
"use strict";
var maxText = 65536, maxWords = 100, fewWords = 6, maxStems = 12;
var inCode = 60, inTitle = 40, inMessage = 24, inPage = 16;
var held = 40000, mentioned = 20000;
var word = /[\p{L}\p{N}]+/gu;
function singular(w) {
return w.length > 3 && /s$/.test(w) && !/(?:ss|us|is)$/.test(w) ? w.slice(0, -1) : w;
}
function wordsOf(text) { return (text.toLowerCase().match(word) || []).map(singular); }
function plainWords(text) { return wordsOf(text).filter(function (w) { return !/^[0-9]/.test(w); }); }
function squash(name) { return (name.toLowerCase().match(word) || []).join(""); }
function slips(w) {
var n = Array.from(w).length;
return n < 5 || n > 60 ? 0 : n < 8 ? 1 : n < 13 ? 2 : 3;
}
function distance(a, b, limit) {
var x = Array.from(a), y = Array.from(b);
if (Math.abs(x.length - y.length) > limit || y.length > 80) { return limit + 1; }
var before = [], last = y.map(function (_, j) { return j; }), row;
last.push(y.length);
for (var i = 1; i <= x.length; i++) {
row = [i];
var least = i;
for (var j = 1; j <= y.length; j++) {
row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x[i - 1] === y[j - 1] ? 0 : 1));
if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) {
row[j] = Math.min(row[j], before[j - 2] + 1);
}
least = Math.min(least, row[j]);
}
if (least > limit) { return limit + 1; }
before = last;
last = row;
}
return Math.min(last[y.length], limit + 1);
}
var member = new RegExp("([A-Za-z_][A-Za-z0-9_.-]{0,63})(?:\\\\{0,8}[\"'])?[ \\t\\r\\n]{0,8}([:=])[ \\t\\r\\n]{0,8}" +
"(?:\"((?:[^\"\\\\]|\\\\[\\s\\S])*)\"|'((?:[^'\\\\]|\\\\[\\s\\S])*)'|\\\\{1,8}\"([^\"\\\\]*)\\\\{1,8}\"|([^ \\t\\r\\n\"'\\\\,;{}\\[\\]()<>&]+))", "g");
var codeNames = ["error", "error.type", "error.code", "error_code", "code", "type", "msg", "message"];
var messageNames = ["message", "error_description", "detail"];
var otherNames = ["err", "cause", "reason", "title"];
var idNames = ["request_id", "x_request_id", "requestid", "request.id"];
var waitName = "retry_after", timeName = "timestamp";
function has(list, x) { return list.indexOf(x) >= 0; }
function unescape(s) {
return s.replace(/\\(u[0-9A-Fa-f]{4}|[\s\S])/g, function (_, e) {
if (e.length === 5) { return String.fromCharCode(parseInt(e.slice(1), 16)); }
return { n: "\n", t: "\t", r: "\r" }[e] || e;
});
}
function collect(values, text, depth) {
var any = false;
function add(name, value) {
(values[name] = values[name] || []).push(value);
any = true;
}
for (var m of text.matchAll(member)) {
var name = m[1].toLowerCase().replace(/-/g, "_");
var value = unescape(m[3] || m[4] || m[5] || ""), bare = m[6];
var known = has(codeNames, name) || has(messageNames, name) || has(otherNames, name);
var own = has(idNames, name) || name === waitName || name === timeName;
if (bare) {
if (!own && !(known && m[2] === "=")) { continue; }
value = bare;
} else if (/[{=]/.test(value) && depth < 3 && collect(values, value, depth + 1)) {
any = true;
continue;
}
if (value && (known || own)) { add(name, value); }
}
var list = details(text);
if (list) { add("details", list); }
return any;
}
function details(text) {
var m = /\bdetails["']?[ \t\r\n]{0,8}:[ \t\r\n]{0,8}\[/.exec(text);
if (!m) { return ""; }
var list = text.slice(m.index + m[0].length - 1, m.index + m[0].length - 1 + 8192);
list = asJSON(list.slice(0, closing(list)));
try {
var items = JSON.parse(list);
var objects = items.every(function (x) { return x === null || typeof x === "object" && !Array.isArray(x); });
return items.length && objects ? list : "";
} catch (e) { return ""; }
}
function closing(text) {
var depth = 0, quote = "";
for (var i = 0; i < text.length; i++) {
var c = text[i];
if (quote) {
if (c === "\\") { i++; } else if (c === quote) { quote = ""; }
} else if (c === '"' || c === "'") {
quote = c;
} else if (c === "[" || c === "{") {
depth++;
} else if ((c === "]" || c === "}") && --depth === 0) {
return i + 1;
}
}
return 0;
}
function asJSON(text) {
return text.replace(/"(?:[^"\\]|\\[\s\S])*"|'((?:[^'\\]|\\[\s\S])*)'|\b(?:True|False|None)\b/g, function (token) {
if (token[0] === '"') { return token; }
if (token[0] === "'") { return '"' + token.slice(1, -1).replace(/\\'/g, "'").replace(/"/g, '\\"') + '"'; }
return token === "None" ? "null" : token.toLowerCase();
});
}
function read(text) {
var values = Object.create(null), p = { codes: [], message: "", id: "", wait: 0, details: "", time: "", text: "" }, parts = [];
collect(values, text, 0);
function of(name) { return values[name] || []; }
codeNames.forEach(function (name) { p.codes = p.codes.concat(of(name)); });
codeNames.concat(messageNames, otherNames).forEach(function (name) {
of(name).forEach(function (value) { if (!has(parts, value)) { parts.push(value); } });
});
messageNames.forEach(function (name) { p.message = p.message || of(name)[0] || ""; });
idNames.forEach(function (name) {
of(name).forEach(function (value) {
if (!p.id && /^[A-Za-z0-9._~:+/=@-]{1,128}$/.test(value)) { p.id = value; }
});
});
of(waitName).forEach(function (value) {
if (!p.wait && /^[0-9]{1,5}$/.test(value) && +value >= 1 && +value <= 86400) { p.wait = +value; }
});
of(timeName).forEach(function (value) {
if (!p.time && /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(value)) { p.time = value; }
});
p.details = of("details")[0] || "";
p.text = parts.join(" ") || text.replace(/https?:\/\/[^ \t\r\n"'<>]+/g, " ");
return p;
}
function newNames(entries) {
var exact = new Map(), squashed = new Map();
[
function (e) { return [e.code]; },
function (e) { return e.names || []; },
function (e) { return [e.oauth || ""]; }
].forEach(function (claim) {
var found = new Map();
entries.forEach(function (e, i) {
claim(e).forEach(function (name) {
name = name.toLowerCase();
if (name) { found.set(name, (found.get(name) || []).concat(i)); }
});
});
found.forEach(function (owners, name) { if (!exact.has(name)) { exact.set(name, owners); } });
});
entries.forEach(function (e, i) {
[e.code].concat(e.names || []).forEach(function (name) {
if (!squashed.has(squash(name))) { squashed.set(squash(name), [i]); }
});
});
function named(name) {
name = name.trim();
var found = exact.get(name.toLowerCase());
if (found || !/^[A-Za-z0-9_-]+$/.test(name)) { return found; }
found = squashed.get(squash(name));
if (!found && /^[A-Za-z]*[a-z][A-Z][A-Za-z0-9]*$/.test(name)) {
found = squashed.get(squash(name.replace(/^(?:Code|New|Is|Err)/, "").replace(/(?:Error|Exception|Params|Details?)$/, "")));
}
return found;
}
return function (text, p) {
var found, i;
for (i = 0; i < p.codes.length; i++) {
found = named(p.codes[i]);
if (found) { return { entries: found, points: held }; }
}
found = exact.get(text.trim().replace(/^["'`]+|["'`]+$/g, "").toLowerCase());
if (found) { return { entries: found, points: mentioned }; }
var tokens = (p.codes.length ? p.text : text).match(/[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*/g) || [];
for (i = 0; i < tokens.length; i++) {
if (!/[A-Za-z0-9][_-][A-Za-z0-9]|[a-z][A-Z]|^[A-Za-z]+[0-9]+$/.test(tokens[i])) { continue; }
found = named(tokens[i]);
if (found) { return { entries: found, points: mentioned }; }
}
return { entries: [], points: 0 };
};
}
var isStatus = /^[45](?:[0-9][0-9]|xx)$/, around = /^(?:http|status|code|error|response|[0-9].*)$/;
function newQuery(whole, text) {
var all = wordsOf(text), q = { words: plainWords(text).slice(0, maxWords), squashed: "", status: "", reason: "" };
if (all.length <= fewWords) {
q.squashed = squash(text);
q.reason = all.filter(function (w) { return !around.test(w) && !isStatus.test(w); }).join(" ");
}
var list = wordsOf(whole);
q.status = list.filter(function (w, i) {
return isStatus.test(w) && (list.length <= fewWords || list.slice(Math.max(0, i - 3), i).some(function (x) { return around.test(x); }));
})[0] || "";
return q;
}
function contains(words, part) {
for (var i = 0; part.length && i + part.length <= words.length; i++) {
if (part.every(function (w, j) { return words[i + j] === w; })) { return true; }
}
return false;
}
function namePoints(text, code) {
if (text.length < 2 || text.length > 60) { return 0; }
var points = code.indexOf(text) === 0 ? 300 : text.length > 2 && has(code, text) ? 100 : 0;
var limit = slips(text);
if (limit && text !== code) {
var d = distance(text, code, limit);
if (d <= limit) { points = Math.max(points, 600 - 150 * d); }
}
return points;
}
return function (index) {
var entries = index.entries, byName = newNames(entries), vocabulary = new Map();
var common = new Set(plainWords(index.common));
function learn(i, text, points) {
plainWords(text || "").forEach(function (w) {
if (common.has(w)) { return; }
if (!vocabulary.has(w)) { vocabulary.set(w, new Map()); }
var known = vocabulary.get(w);
known.set(i, Math.max(known.get(i) || 0, points));
});
}
var docs = entries.map(function (e, i) {
learn(i, e.code, inCode);
learn(i, e.title, inTitle);
learn(i, e.message, inMessage);
learn(i, e.words, inPage);
if (e.role) { learn(i, e.role + " " + (index.reasons[e.status] || []).join(" "), inTitle); }
return { squashed: squash(e.code), code: plainWords(e.code), message: plainWords(e.message || "") };
});
function run(a, b) {
var longest = 0, last = new Array(b.length + 1).fill(0);
a.forEach(function (x, i) {
var row = [0];
b.forEach(function (y, j) {
var n = row[j + 1] = x === y ? last[j] + 1 : 0;
if (n > longest && a.slice(i + 1 - n, i + 1).some(function (w) { return !common.has(w); })) { longest = n; }
});
last = row;
});
return longest;
}
var reasons = {};
Object.keys(index.reasons).forEach(function (status) {
reasons[status] = index.reasons[status].map(function (text) { return wordsOf(text).join(" "); });
});
function statusPoints(q, e) {
if (!e.status) { return 0; }
var text = String(e.status), points = 0;
if (q.status === text || q.status === text[0] + "xx") {
points = 400;
} else if (q.reason) {
(reasons[text] || []).forEach(function (reason) {
var limit = has(reason, " ") ? Math.min(1, slips(reason)) : slips(reason);
if (reason === q.reason) {
points = 400;
} else if (limit && !points && q.reason.length <= 60 && distance(q.reason, reason, limit) <= limit) {
points = 250;
}
});
}
return points && e.role ? points + 50 : points;
}
function lookUp(w, stems) {
var found = new Map();
function add(known, divisor) {
known.forEach(function (points, i) { found.set(i, Math.max(found.get(i) || 0, Math.floor(points / divisor))); });
}
if (vocabulary.has(w)) { add(vocabulary.get(w), 1); }
if (!stems) { return found; }
if (w.length > 1) {
vocabulary.forEach(function (known, other) { if (other !== w && other.startsWith(w)) { add(known, 2); } });
}
var limit = Math.min(2, slips(w));
if (!found.size && limit) {
vocabulary.forEach(function (known, other) { if (distance(w, other, limit) <= limit) { add(known, 2); } });
}
return found;
}
function wordPoints(words) {
var points = new Array(docs.length).fill(0), hits = new Array(docs.length).fill(0), n = 0;
words.forEach(function (w, at) {
if (common.has(w) || words.indexOf(w) < at) { return; }
n++;
var found = lookUp(w, words.length <= maxStems);
if (!found.size) { return; }
var rarity = 32 - Math.clz32(Math.floor(docs.length / found.size));
found.forEach(function (weight, i) { points[i] += weight * rarity; hits[i]++; });
});
return points.map(function (x, i) { return hits[i] * 3 < n ? 0 : n ? Math.floor(x * hits[i] / n) : x; });
}
return function (text) {
text = text.slice(0, maxText);
var p = read(text), q = newQuery(text, p.text), words = wordPoints(q.words), name = byName(text, p);
var found = docs.map(function (d, i) {
var named = has(name.entries, i), sure = named && name.entries.length === 1;
var score = (named ? name.points : 0) + words[i] + statusPoints(q, entries[i]) + namePoints(q.squashed, d.squashed);
if (contains(q.words, d.code)) {
score += 200 * d.code.length;
if (q.words.length === d.code.length) { score += 1000; sure = true; }
}
var n = run(q.words, d.message);
if (n >= 3 || n && n === d.message.length) {
score += 150 * n;
sure = sure || n >= 2 && n === d.message.length;
}
return { code: entries[i].code, score: score, sure: sure };
});
var best = Math.max.apply(null, found.map(function (x) { return x.score; }).concat(0));
found = found.filter(function (x) { return x.score > 0 && x.score * 4 >= best; });
found.sort(function (a, b) { return b.score - a.score; });
return { pasted: p, found: found };
};
};
})();
(function () {
"use strict";
function each(selector, fn, from) {
Array.prototype.forEach.call((from || document).querySelectorAll(selector), fn);
}
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
