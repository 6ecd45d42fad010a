package catalog_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

func TestIdentity(t *testing.T) {
	var (
		typedNil *potGoneError
		asError  catalog.Error = typedNil
		copied                 = *newPotGone()
	)
	for _, tt := range []struct {
		name string
		err  error
		want catalog.Code // "" for none
	}{
		{"nil", nil, ""},
		{"foreign", io.EOF, ""},
		{"plain", newPotGone(), codePotGone},
		{"copied by value", &copied, codePotGone},
		{"with cause", newPotGone().WithCause(io.EOF), codePotGone},
		{"with cause of another code", newPotGone().WithCause(newKettleHot()), codePotGone},
		{"with parameters", newTooHot(tooHotParams{}), codeTooHot},
		{"with details", newBadOrder(badOrderDetail{}), codeBadOrder},
		{"wrapped", fmt.Errorf("look up pot: %w", newPotGone()), codePotGone},
		{"wrapped twice", fmt.Errorf("serve: %w", fmt.Errorf("look up pot: %w", newPotGone())), codePotGone},
		{"formatted without wrapping", fmt.Errorf("look up pot: %v", newPotGone()), ""},
		{"joined, first", errors.Join(newPotGone(), io.EOF), codePotGone},
		{"joined, last", errors.Join(io.EOF, nil, newPotGone()), codePotGone},
		{"joined with another code, the first wins", errors.Join(newKettleHot(), newPotGone()), codeKettleHot},
		{"joined, depth before breadth", errors.Join(fmt.Errorf("a: %w", newKettleHot()), newPotGone()), codeKettleHot},
		{"several wrapped", fmt.Errorf("%w and %w", io.EOF, newPotGone()), codePotGone},
		{"bare code", codePotGone, codePotGone},
		{"bare code, wrapped", fmt.Errorf("look up pot: %w", codePotGone), codePotGone},
		{"bare code, joined", errors.Join(io.EOF, codePotGone), codePotGone},
		{"empty code", catalog.Code(""), ""},
		{"code of no catalog", catalog.Code("no_such_code"), "no_such_code"},
		{"typed nil", asError, ""},
		{"typed nil, wrapped", fmt.Errorf("%w", asError), ""},
		{"zero value", &potGoneError{}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := catalog.CodeOf(tt.err); got != tt.want {
				t.Errorf("CodeOf = %q, want %q", got, tt.want)
			}
			if tt.want != "" && !errors.Is(tt.err, tt.want) {
				t.Errorf("errors.Is(err, %q) = false", tt.want)
			}
			if tt.want != "" && (errors.Is(tt.err, catalog.Code("other_code")) || errors.Is(tt.err, catalog.Code(""))) {
				t.Error("errors.Is is true of a code that is not in the tree")
			}
		})
	}
}

// Every code of a tree matches, not just the one that CodeOf returns.
func TestIsFindsEveryCode(t *testing.T) {
	err := newPotGone().WithCause(errors.Join(io.ErrUnexpectedEOF, newKettleHot().WithCause(io.EOF)))
	for _, target := range []error{codePotGone, codeKettleHot, io.ErrUnexpectedEOF, io.EOF, newPotGone(), newKettleHot()} {
		if !errors.Is(err, target) {
			t.Errorf("errors.Is(err, %T %v) = false", target, target)
		}
	}
	for _, target := range []error{codeTooHot, newTooHot(tooHotParams{}), io.ErrClosedPipe} {
		if errors.Is(err, target) {
			t.Errorf("errors.Is(err, %T %v) = true", target, target)
		}
	}
}

// Two errors of one code are the same to errors.Is, whatever they carry.
func TestIsComparesCodes(t *testing.T) {
	one, other := newTooHot(tooHotParams{Given: "99"}), newTooHot(tooHotParams{Given: "1"}).WithCause(io.EOF)
	if !errors.Is(one, other) || !errors.Is(other, one) {
		t.Error("errors of one code do not match each other")
	}
	if errors.Is(one, newBadOrder()) {
		t.Error("errors of different codes match")
	}
	if errors.Is(one, &tooHotError{}) || errors.Is(&tooHotError{}, codeTooHot) || errors.Is(&tooHotError{}, catalog.Code("")) {
		t.Error("a zero value matches")
	}
	if errors.Is(one, (*potGoneError)(nil)) {
		t.Error("a typed nil matches")
	}
}

func TestAs(t *testing.T) {
	params := tooHotParams{Given: "99", Limit: "80"}
	err := fmt.Errorf("brew: %w", errors.Join(io.EOF, newTooHot(params).WithCause(io.ErrUnexpectedEOF)))

	var tooHot *tooHotError
	if !errors.As(err, &tooHot) || tooHot.Params() != wire.Params(params) || tooHot.Unwrap() != io.ErrUnexpectedEOF {
		t.Errorf("errors.As found %v", tooHot)
	}
	var any catalog.Error
	if !errors.As(err, &any) || any.Entry() != &entryTooHot {
		t.Errorf("errors.As found %v", any)
	}
	var gone *potGoneError
	if errors.As(err, &gone) {
		t.Errorf("errors.As found %v, an error of another code", gone)
	}
	var code catalog.Code
	if !errors.As(fmt.Errorf("brew: %w", codeTooHot), &code) || code != codeTooHot {
		t.Errorf("errors.As found the code %q", code)
	}
}

// A code is sentinel, switch label and map key.
func TestCodeIsAConstant(t *testing.T) {
	seen := map[catalog.Code]int{}
	for _, err := range []error{newPotGone(), fmt.Errorf("%w", codePotGone), newKettleHot(), io.EOF} {
		switch code := catalog.CodeOf(err); code {
		case codePotGone, codeKettleHot:
			seen[code]++
		}
	}
	if seen[codePotGone] != 2 || seen[codeKettleHot] != 1 || len(seen) != 2 {
		t.Errorf("counted %v", seen)
	}
	if codePotGone.Error() != "pot_gone" {
		t.Errorf("Error = %q", codePotGone.Error())
	}
	if got := error(catalog.CodeOf(nil)).Error(); got == "" {
		t.Error("the empty code has an empty text, where a log would show nothing")
	}
}

func TestZeroValue(t *testing.T) {
	e := &potGoneError{}
	if e.Entry() != nil || e.StatusCode() != 500 || e.Message() != "" || e.RetryAfter() != 0 || e.Details().Len() != 0 || e.Unwrap() != nil || e.Params() != nil {
		t.Error("the zero value is not empty")
	}
	if got, want := e.Error(), "catalog error without an entry"; got != want {
		t.Errorf("Error = %q, want %q", got, want)
	}
	if got, want := e.WithCause(io.EOF).Error(), "catalog error without an entry: EOF"; got != want {
		t.Errorf("Error = %q, want %q", got, want)
	}
	var none *catalog.Entry
	if none.Code() != "" || none.Status() != 0 || none.Title() != "" || none.Message() != "" || none.DocURL() != "" ||
		none.Category() != "" || none.Challenge() != "" || none.Level() != 0 || none.Retry() != catalog.RetryNever ||
		none.RetryAfter() != 0 || none.Effect() != catalog.EffectUnknown || none.Concealed() || none.PassUpstream() {
		t.Error("a nil entry is not empty")
	}
}

func TestErrorText(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{newPotGone(), "pot_gone: There is no such pot."},
		{newPotGone().WithCause(io.EOF), "pot_gone: There is no such pot.: EOF"},
		{newPotGone().WithCause(nil), "pot_gone: There is no such pot."},
		{newPotGone().WithCause(mute{}), "pot_gone: There is no such pot.: (catalog_test.mute: Error panicked)"},
		{newTooHot(tooHotParams{"99", "80", "7"}), "too_hot: 99 degrees is over 80."},
	} {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("Error = %q, want %q", got, tt.want)
		}
	}
}
