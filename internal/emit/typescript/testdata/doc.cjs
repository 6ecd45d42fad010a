// Prints what a compiler reads in the comment of a class: text and tags.
const ts = require("typescript-5");
const [, , file, name] = process.argv;
const source = ts.createSourceFile(file, require("node:fs").readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
const declared = source.statements.find((s) => ts.isClassDeclaration(s) && s.name.text === name);
const [doc] = ts.getJSDocCommentsAndTags(declared);
console.log(ts.getTextOfJSDocComment(doc.comment).replace(/\\(.)/g, "$1").split(/\s+/).join(" "));
for (const tag of doc.tags ?? []) console.log(`@${tag.tagName.text} ${ts.getTextOfJSDocComment(tag.comment).replace(/\\(.)/g, "$1")}`);
