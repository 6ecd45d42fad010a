package typescript

import (
	"strings"

	"github.com/asterwise/errcat/internal/emit/prose"
	"github.com/asterwise/errcat/internal/model"
)

// readme writes README.md.
func readme(c *model.Catalog) []byte {
	code := c.Errors[0]
	for _, e := range c.Errors {
		if e.Status == 404 {
			code = e
			break
		}
	}
	text := `<!-- HEADER -->

# PACKAGE

The API errors of DOMAIN as TypeScript classes: one for each code, with a guard
for each, and one rule for what may be sent again. Node 20 or later and browsers,
ES modules and CommonJS, no dependencies.

` + "```ts" + `
import { check, isApiError, CLASS, repeat } from "PACKAGE";

const send = () => fetch("https://api.example.com/v1/things", { signal: AbortSignal.timeout(10_000) });

try {
  const response = await repeat(send, { method: "GET" }); // or, without repeating: await check(send())
  console.log(await response.json());
} catch (error) {
  if (error instanceof CLASS) {
    console.log("the code CODE");
  } else if (isApiError(error)) {
    console.log(error.code, error.requestId, error.retryAfter);
  } else {
    throw error; // no response at all
  }
}
` + "```" + `

- To cover all codes, ask for ` + "`known`" + ` first. A service that is newer than this
  package may send codes that it does not know.

  ` + "```ts" + `
  import type { CatalogError } from "PACKAGE";

  function advice(error: CatalogError): string {
    if (!error.known) return error.message;
    switch (error.code) {
      case "CODE":
        return "Look again.";
      default:
        return error.title; // error satisfies never, once each code has a case
    }
  }
  ` + "```" + `
- ` + "`isCLASS(error)`" + ` says the same as ` + "`instanceof CLASS`" + ` and
  weighs less in a bundle. Both know errors of another copy of this package.
- For HTTP clients other than fetch there is ` + "`decode(status, headers, body)`" + `.
- Between workers, send ` + "`error.toJSON()`" + ` and read it with ` + "`fromJSON(value)`" + `.
- Set version and license in package.json when you publish the package.
`
	return []byte(strings.NewReplacer("HEADER", header(c), "PACKAGE", c.NPMPackage(), "DOMAIN", prose.Printable(c.Domain.Value),
		"CLASS", code.TypeName(), "CODE", code.Code).Replace(text))
}
