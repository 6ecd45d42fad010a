package typescript_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/typescript"
	"github.com/asterwise/errcat/internal/limits"
)

// TestClient runs the package as its users do: testdata/*.test.mjs.
func TestClient(t *testing.T) {
	npm(t, "fast-check/package.json")
	dir, _ := emit(t, catalogFile)
	run(t, "testdata", []string{"PACKAGE=" + dir}, program(t, "node"), "--test", "decode.test.mjs", "response.test.mjs")
}

// TestTypes compiles what users write, the README included, with two major
// versions of the compiler, for ES modules, CommonJS and bundlers.
func TestTypes(t *testing.T) {
	dir, files := emit(t, catalogFile)
	home := filepath.Dir(filepath.Dir(dir))
	use := read(t, "testdata/use.ts")
	write(t, filepath.Join(home, "use.mts"), use)
	write(t, filepath.Join(home, "use.cts"), use)
	blocks := regexp.MustCompile("(?s)```ts\n(.*?)```").FindAllSubmatch(files["README.md"], -1)
	if len(blocks) != 2 {
		t.Fatalf("the README has %d blocks of TypeScript", len(blocks))
	}
	for i, block := range blocks {
		write(t, filepath.Join(home, fmt.Sprintf("readme%d.mts", i)), string(block[1])+"\nexport {};\n")
	}
	for _, version := range []string{"typescript-5", "typescript-7"} {
		for _, module := range []string{"nodenext", "esnext"} {
			t.Run(version+"/"+module, func(t *testing.T) {
				resolution := map[string]string{"nodenext": "nodenext", "esnext": "bundler"}[module]
				config := filepath.Join(home, version+module+".json")
				include := `"*.mts"`
				if module == "nodenext" {
					include += `, "*.cts"`
				}
				write(t, config, fmt.Sprintf(`{"compilerOptions": {"strict": true, "noEmit": true, "module": %q, "moduleResolution": %q, "target": "es2022",
					"lib": ["es2022", "dom", "dom.iterable"], "types": [], "exactOptionalPropertyTypes": true, "noUncheckedIndexedAccess": true,
					"noImplicitOverride": true, "skipLibCheck": false}, "include": [%s]}`, module, resolution, include))
				run(t, home, nil, program(t, "node"), npm(t, version+"/bin/tsc"), "-p", config)
			})
		}
	}
}

// TestPackage holds what would be published to the rules of two programs that
// know how packages are resolved.
func TestPackage(t *testing.T) {
	dir, files := emit(t, catalogFile)
	node := program(t, "node")
	t.Run("publint", func(t *testing.T) {
		out := run(t, dir, nil, node, npm(t, "publint/src/cli.js"), "--strict", ".")
		if !strings.Contains(out, "All good!") {
			t.Errorf("publint says\n%s", out)
		}
	})
	t.Run("attw", func(t *testing.T) {
		to := t.TempDir()
		run(t, dir, nil, program(t, "npm"), "pack", "--silent", "--offline", "--pack-destination", to)
		run(t, to, nil, node, npm(t, "@arethetypeswrong/cli/dist/index.js"), "--no-definitely-typed", "--no-color", "asterwise-errors-0.0.0.tgz")
	})
	for name := range files {
		if strings.HasSuffix(name, ".js") {
			stem := strings.TrimSuffix(name, ".js")
			if files[stem+".cjs"] == nil || (files[stem+".d.ts"] == nil) != (files[stem+".d.cts"] == nil) {
				t.Errorf("%s has not all of its forms", name)
			}
		}
	}
}

// TestLimits: what the assets repeat of the limits is what they are.
func TestLimits(t *testing.T) {
	_, files := emit(t, catalogFile)
	for _, want := range []string{
		fmt.Sprintf("\nconst MAX_CODE = %d;\n", limits.Code),
		fmt.Sprintf("\nconst MAX_MESSAGE = %d;\n", limits.Message),
		fmt.Sprintf("\nconst MAX_REQUEST_ID = %d;\n", limits.RequestID),
	} {
		if !bytes.Contains(files["lib/decode.js"], []byte(want)) {
			t.Errorf("decode.js has no %q", want)
		}
	}
}

// TestHostileText: text of a catalog stays text.
func TestHostileText(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.yaml")
	const message = `@deprecated quotes " ' */ backslashes \ \n \u0041 \*/ {braces} %s $0 ` + "`ticks` ${x}" + ` [a](b) <b></script> **é世**`
	write(t, file, fmt.Sprintf(`catalog: 2
domain: hostile-9
package: apierr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
errors:
  internal_error: {status: 500, message: Something went wrong.}
  constructor: {status: 400, message: "Odd."}
  type: {status: 400, message: "Its class has the name of one of JavaScript's."}
  key_gone:
    status: 404
    title: 'A "title" \ */ </script> `+"`${x}`"+`'
    message: '%s'
    doc_url: "https://docs.example.com/gone/*/'$x"
    deprecated: {since: "2026 */ @x {@link y}", use: internal_error}
    params: {braces: {type: string, expose: client}, x: {type: string, expose: client}}
    example: {braces: x, x: x}
    details:
      class: {type: string, doc: 'Of */ and \'}
      constructor: {type: string, optional: true, values: [a-b, None]}
`, strings.ReplaceAll(message, "'", "''")))
	dir, files := emit(t, file)
	if strings.Contains(string(files["lib/errors.js"]), "</script>") {
		t.Error("errors.js would end a script of HTML")
	}
	node := program(t, "node")
	write(t, filepath.Join(dir, "..", "..", "main.mjs"), `import { createRequire } from "node:module";
import { KeyGoneError, decode } from "hostile-9-errors";
const common = createRequire(import.meta.url)("hostile-9-errors");
console.log(new KeyGoneError().title);
console.log(new common.KeyGoneError().title);
for (const error_uri of ["https://docs.example.com/errors/key_gone", "https://docs.example.com/errors/constructor", "https://docs.example.com/gone/*/'$x"]) {
  console.log(decode(400, {}, JSON.stringify({error: "x", error_uri})).name);
}`)
	title := "A \"title\" \\ */ </script> `${x}`\n"
	got := run(t, filepath.Join(dir, "..", ".."), nil, node, "main.mjs")
	if want := title + title + "UnknownError\nConstructorError\nKeyGoneError\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	npm(t, "typescript-5/package.json")
	got = run(t, "testdata", nil, node, "doc.cjs", filepath.Join(dir, "lib", "errors.d.ts"), "KeyGoneError")
	want := message + ` Status 404, code key_gone. The request has to change.` + "\n@see {@link https://docs.example.com/gone/%2A/'$x}\n@deprecated since 2026 */ @x {@link y}. Use internal_error.\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	write(t, filepath.Join(dir, "tsconfig.json"), `{"compilerOptions": {"strict": true, "noEmit": true, "module": "nodenext", "types": [], "lib": ["es2022", "dom"]}, "files": ["lib/index.d.ts", "lib/index.d.cts"]}`)
	run(t, dir, nil, node, npm(t, "typescript-5/bin/tsc"), "-p", ".")
}

// TestNames: a code whose class would have the name of something else is a
// problem with a position.
func TestNames(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.yaml")
	write(t, file, `catalog: 2
package: apierr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
errors:
  internal_error: {status: 500, message: Something went wrong.}
  known: {status: 404, message: Not there.}
  unknown: {status: 400, message: Nobody knows., go_name: Catalog}
  type: {status: 400, message: This one is well.}
`)
	c, err := catalogfile.Load(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = typescript.Emit(c)
	want := file + `:7:3: code "known" gives the TypeScript name KnownError, which is the type of all errors with a known code; set another go_name (typescript-name)` + "\n" +
		file + `:8:59: code "unknown" gives the TypeScript name CatalogError, which is the type of all errors; set another go_name (typescript-name)`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
