package docs_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

// details returns the details of the example response on a page, compact.
func details(t *testing.T, c *model.Catalog, code string) string {
	t.Helper()
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range book.Page(code).Sections {
		if section.ID != "example-response" {
			continue
		}
		var body struct{ Details json.RawMessage }
		if err := json.Unmarshal([]byte(section.Blocks[0].Code.Text), &body); err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		inString := false
		for i, c := range string(body.Details) { // json.Compact would keep it, but not what is escaped
			if c == '"' && body.Details[max(0, i-1)] != '\\' {
				inString = !inString
			}
			if inString || c != ' ' && c != '\n' {
				text.WriteRune(c)
			}
		}
		return text.String()
	}
	t.Fatalf("page of %s has no example response", code)
	return ""
}

// TestItemOfEachType shows an item with all types of fields, in the form that
// generated code gives them.
func TestItemOfEachType(t *testing.T) {
	c := parse(t, `
  all_types:
    status: 422
    category: here
    title: All Types
    message: All.
    details:
      text: {type: string, example: 'a <b> & "c"'}
      whole: {type: integer, example: -3}
      number: {type: number, example: 5}
      float: {type: number, example: 1e21}
      yes_no: {type: boolean, example: false}
      day: {type: date, example: 2026-05-25}
      at: {type: datetime, example: "2026-05-25T12:34:56.5+02:00"}
      loc: {type: path, example: [body, items, 0, "0", lat]}
      list: {type: strings, example: [one, "2"]}
      any_text: {type: any, example: "5"}
      any_whole: {type: any, example: 5}
      any_number: {type: any, example: -91.5}
      any_bool: {type: any, example: true}
      any_day: {type: any, example: 2026-05-25}
      left_out: {type: string, optional: true}
      withheld: {type: string, optional: true, sensitive_when: redacted, example: shown}
      secret: {type: string, sensitive: true}
`)
	want := `[{"text":"a \u003cb\u003e \u0026 \"c\"","whole":-3,"number":5,"float":1e+21,"yes_no":false,"day":"2026-05-25",` +
		`"at":"2026-05-25T12:34:56.5+02:00","loc":["body","items",0,"0","lat"],"list":["one","2"],"any_text":"5","any_whole":5,` +
		`"any_number":-91.5,"any_bool":true,"any_day":"2026-05-25","withheld":"shown"}]`
	if got := details(t, c, "all_types"); got != want {
		t.Errorf("details are\n%s, want\n%s", got, want)
	}
}

// TestItemIsWhatServicesSend compares the examples of our catalog with what
// the generated errors encode.
func TestItemIsWhatServicesSend(t *testing.T) {
	fifty := int64(50)
	for code, e := range map[string]interface{ Details() catalog.Details }{
		"validation_error": apierr.NewValidationError(apierr.ValidationErrorDetail{
			Loc: catalog.Path{"body", "birth", "lat"}, Msg: "Input should be greater than or equal to -90", Type: "greater_than_equal", Input: -91.5,
		}),
		"invalid_key_name": apierr.NewInvalidKeyName(apierr.InvalidKeyNameDetail{Field: "name", Issue: "too_long", MaxLength: &fifty}),
		"plan_not_found":   apierr.NewPlanNotFound(apierr.PlanNotFoundDetail{Field: "plan_id", Issue: "retired", Allowed: []string{"basic", "pro"}}),
	} {
		want, err := e.Details().MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if got := details(t, ours(t), code); got != string(want) {
			t.Errorf("details of %s are\n%s, generated code sends\n%s", code, got, want)
		}
	}
}

// TestOurItemsHaveExamples: nobody guesses the shape of our own details.
func TestOurItemsHaveExamples(t *testing.T) {
	c := ours(t)
	for _, e := range c.Errors {
		if got := details(t, c, e.Code); (got != "[]") != (len(e.Details) > 0) {
			t.Errorf("details of %s are %s", e.Code, got)
		}
	}
}

// TestNoExampleNoItem: what no service sends is not shown.
func TestNoExampleNoItem(t *testing.T) {
	if got := details(t, parse(t, sample), "fresh_code"); got != "[]" {
		t.Errorf("details are %s", got)
	}
}
