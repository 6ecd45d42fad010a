package golang

import (
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
)

func TestIdents(t *testing.T) {
	for _, test := range []struct {
		code, goName string
		want         idents
	}{
		{"key_not_found", "", idents{Const: "CodeKeyNotFound", Type: "KeyNotFoundError", New: "NewKeyNotFound",
			value: "errKeyNotFound", entry: "entryKeyNotFound"}},
		{"validation_error", "", idents{Const: "CodeValidationError", Type: "ValidationError", New: "NewValidationError",
			value: "errValidationError", entry: "entryValidationError"}},
		{"key_gone", "KeyMissing", idents{Const: "CodeKeyMissing", Type: "KeyMissingError", New: "NewKeyMissing",
			value: "errKeyMissing", entry: "entryKeyMissing"}},
		{"error", "", idents{Const: "CodeError", Type: "Error", New: "NewError", value: "errError", entry: "entryError"}},
	} {
		e := entry(test.code, 400)
		e.GoName = text(test.goName)
		got := identsOf(e)
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(idents{})); diff != "" {
			t.Errorf("%s: -want +got:\n%s", test.code, diff)
		}
	}
}

// Each line of the problems is what the person with the catalog reads.
func TestNameProblems(t *testing.T) {
	code := func(line int, code string, change ...func(*model.Error)) *model.Error {
		e := entry(code, 400)
		e.Pos = at(line, 3)
		for _, f := range change {
			f(e)
		}
		return e
	}
	goName := func(line int, name string) func(*model.Error) {
		return func(e *model.Error) { e.GoName = model.Text{Value: name, Pos: at(line, 14)} }
	}
	params := func(line int, names ...string) func(*model.Error) {
		return func(e *model.Error) {
			for i, name := range names {
				e.Params = append(e.Params, model.Param{Name: name, Type: "string", Pos: at(line+i, 7)})
			}
		}
	}
	details := func(line int, names ...string) func(*model.Error) {
		return func(e *model.Error) {
			for i, name := range names {
				name, flag, _ := strings.Cut(name, "|")
				e.Details = append(e.Details, model.Field{Name: name, Type: "string", SensitiveWhen: flag, Pos: at(line+i, 7)})
			}
		}
	}
	values := func(line int, field string, names ...string) func(*model.Error) {
		return func(e *model.Error) {
			f := model.Field{Name: field, Type: "string", Pos: at(line, 7)}
			for _, name := range names {
				f.Values = append(f.Values, model.Value{Name: name, Pos: at(line, 20)})
			}
			e.Details = append(e.Details, f)
		}
	}
	retired := func(line int, code, successor, alias string) model.Retired {
		return model.Retired{Code: code, Successor: text(successor), GoAlias: model.Text{Value: alias, Pos: at(line, 12)}}
	}
	for _, test := range []struct {
		name    string
		retired []model.Retired
		errors  []*model.Error
		want    string
	}{
		{"aliases of retired codes", []model.Retired{retired(1, "x", "a", "X"), retired(2, "y", "a", "Y"), retired(3, "z", "b", "")}, []*model.Error{code(1, "a")}, ""},
		{"an alias and a code", []model.Retired{retired(9, "x", "a", "B")}, []*model.Error{code(1, "a"), code(2, "b")},
			`catalog.yaml:9:12: go_alias of "x" gives the Go name CodeB, which code "b" has; write the name that the code had, or remove the key (go-name)`},
		{"two aliases", []model.Retired{retired(8, "x", "a", "X"), retired(9, "y", "a", "X")}, []*model.Error{code(1, "a")},
			`catalog.yaml:9:12: go_alias of "y" gives the Go name CodeX, which retired code "x" has; write the name that the code had, or remove the key (go-name)`},
		{"an alias with code in it", []model.Retired{retired(9, "old_code", "a", "X; func init() {}")}, []*model.Error{code(1, "a")},
			`catalog.yaml:9:12: go_alias "X; func init() {}" of "old_code" is not an exported Go name; use letters and digits, a capital first, such as OldCode (go-name)`},
		{"no problem", nil, []*model.Error{code(1, "a_b"), code(2, "a_c", params(3, "x", "y"), details(5, "x", "y|z", "w|z"))}, ""},
		{"two codes", nil, []*model.Error{code(9, "tier1"), code(5, "tier_1")},
			`catalog.yaml:9:3: codes "tier_1" (catalog.yaml:5:3) and "tier1" both give the Go name CodeTier1; set go_name on one of them (go-name)`},
		{"error twice", nil, []*model.Error{code(1, "quota"), code(2, "quota_error")},
			`catalog.yaml:2:3: codes "quota" (catalog.yaml:1:3) and "quota_error" both give the Go name QuotaError; set go_name on one of them (go-name)`},
		{"a constructor and a type", nil, []*model.Error{code(1, "new_quota"), code(2, "quota_error")},
			`catalog.yaml:2:3: codes "new_quota" (catalog.yaml:1:3) and "quota_error" both give the Go name NewQuotaError; set go_name on one of them (go-name)`},
		{"a constant and a type", nil, []*model.Error{code(1, "code_quota"), code(2, "quota_error")},
			`catalog.yaml:2:3: codes "code_quota" (catalog.yaml:1:3) and "quota_error" both give the Go name CodeQuotaError; set go_name on one of them (go-name)`},
		{"go_name of one", nil, []*model.Error{code(1, "a", goName(2, "KeyGone")), code(4, "key_gone")},
			`catalog.yaml:4:3: codes "a" (catalog.yaml:2:14) and "key_gone" both give the Go name CodeKeyGone; set go_name on one of them (go-name)`},
		{"go_name of both", nil, []*model.Error{code(1, "a", goName(7, "Gone")), code(3, "b", goName(4, "Gone"))},
			`catalog.yaml:7:14: codes "b" (catalog.yaml:4:14) and "a" both give the Go name CodeGone; set go_name on one of them (go-name)`},
		{"three codes", nil, []*model.Error{code(1, "a1"), code(2, "a_1"), code(3, "a__1")},
			`catalog.yaml:2:3: codes "a1" (catalog.yaml:1:3) and "a_1" both give the Go name CodeA1; set go_name on one of them (go-name)` + "\n" +
				`catalog.yaml:3:3: codes "a1" (catalog.yaml:1:3) and "a__1" both give the Go name CodeA1; set go_name on one of them (go-name)`},
		{"go_name not exported", nil, []*model.Error{code(1, "key_gone", goName(2, "keyGone"))},
			`catalog.yaml:2:14: go_name "keyGone" of "key_gone" is not an exported Go name; use letters and digits, a capital first, such as KeyGone (go-name)`},
		{"go_name not ASCII", nil, []*model.Error{code(1, "key_gone", goName(2, "Schlüssel"))},
			`catalog.yaml:2:14: go_name "Schlüssel" of "key_gone" is not an exported Go name; use letters and digits, a capital first, such as KeyGone (go-name)`},
		{"go_name with code in it", nil, []*model.Error{code(1, "1", goName(2, "X struct{}; func init() {}"))},
			`catalog.yaml:2:14: go_name "X struct{}; func init() {}" of "1" is not an exported Go name; use letters and digits, a capital first, such as KeyNotFound (go-name)`},
		{"code that begins with a digit", nil, []*model.Error{code(1, "2fa_missing")},
			`catalog.yaml:1:3: code "2fa_missing" has no Go name; give it one with go_name (go-name)`},
		{"parameters", nil, []*model.Error{code(1, "a", params(3, "x_1", "y", "x1"))},
			`catalog.yaml:5:7: parameter "x1" of "a" gives the same Go name, X1, as "x_1" (catalog.yaml:3:7); rename one of them (go-name)`},
		{"a parameter and a method", nil, []*model.Error{code(1, "a", params(3, "attrs", "client_text"))},
			`catalog.yaml:3:7: parameter "attrs" of "a" gives the Go name Attrs, which is a method of its struct; rename it (go-name)` + "\n" +
				`catalog.yaml:4:7: parameter "client_text" of "a" gives the Go name ClientText, which is a method of its struct; rename it (go-name)`},
		{"details fields", nil, []*model.Error{code(1, "a", details(3, "i_p", "ip"))},
			`catalog.yaml:4:7: field "ip" of "a" gives the same Go name, IP, as "i_p" (catalog.yaml:3:7); rename one of them (go-name)`},
		{"a details field and a method", nil, []*model.Error{code(1, "a", details(3, "append_json", "marshal_json"))},
			`catalog.yaml:3:7: field "append_json" of "a" gives the Go name AppendJSON, which is a method of its struct; rename it (go-name)` + "\n" +
				`catalog.yaml:4:7: field "marshal_json" of "a" gives the Go name MarshalJSON, which is a method of its struct; rename it (go-name)`},
		{"String, where something is sensitive", nil, []*model.Error{code(1, "a", details(3, "string", "input|secret")), code(5, "b", details(6, "string"))},
			`catalog.yaml:3:7: field "string" of "a" gives the Go name String, which is a method of its struct; rename it (go-name)`},
		{"a flag and a field of one name, which the loader reports", nil, []*model.Error{code(1, "a", details(3, "secret", "input|secret"))}, ""},
		{"values", nil, []*model.Error{code(1, "a", values(3, "why", "too-many", "too_many"))},
			`catalog.yaml:1:3: two values or names of "a" both give the Go name AWhyTooMany; rename one of them (go-name)`},
		{"a closed set and a type", nil, []*model.Error{code(1, "a", values(3, "detail", "x"))},
			`catalog.yaml:1:3: two values or names of "a" both give the Go name ADetail; rename one of them (go-name)`},
		{"a value and a closed set", nil, []*model.Error{code(1, "a", values(3, "why", "now"), values(4, "why_now", "x"))},
			`catalog.yaml:1:3: two values or names of "a" both give the Go name AWhyNow; rename one of them (go-name)`},
		{"a closed set and another code", nil, []*model.Error{code(1, "a", values(3, "gone_error", "x")), code(5, "a_gone")},
			`catalog.yaml:5:3: codes "a" (catalog.yaml:1:3) and "a_gone" both give the Go name AGoneError; set go_name on one of them (go-name)`},
		{"names that are not words", nil, []*model.Error{code(1, "a", params(3, "1x", "_", "a-b", "x`y", ""))},
			`catalog.yaml:3:7: parameter "1x" of "a" has no Go name; use letters, digits and underscores, a letter first (go-name)` + "\n" +
				`catalog.yaml:4:7: parameter "_" of "a" has no Go name; use letters, digits and underscores, a letter first (go-name)` + "\n" +
				`catalog.yaml:5:7: parameter "a-b" of "a" has no Go name; use letters, digits and underscores, a letter first (go-name)` + "\n" +
				"catalog.yaml:6:7: parameter \"x`y\" of \"a\" has no Go name; use letters, digits and underscores, a letter first (go-name)\n" +
				`catalog.yaml:7:7: parameter "" of "a" has no Go name; use letters, digits and underscores, a letter first (go-name)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := minimal()
			c.Errors, c.Retired = test.errors, test.retired
			_, err := Emit(c)
			got := ""
			if list, ok := err.(diag.List); ok {
				got = list.Error()
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
