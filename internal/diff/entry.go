package diff

import (
	"slices"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// entry compares two entries of the same code.
func (c *comparison) entry(old, e *model.Error) {
	changed := func(pos diag.Pos, rule, what string, from, to any) {
		c.add(pos, rule, e.Code, "", "%s of %q changed from %v to %v", what, e.Code, from, to)
	}
	if old.Status != e.Status {
		changed(e.StatusPos, "status-changed", "status", old.Status, e.Status)
	}
	c.retry(old, e)
	if old.Concealed != e.Concealed {
		text := "code %q is concealed now"
		if old.Concealed {
			text = "code %q is not concealed any more"
		}
		c.add(e.Pos, "concealment-changed", e.Code, "", text, e.Code)
	}
	if old.DocURL.Value != e.DocURL.Value && !c.movedAlong(old, e) {
		changed(at(e.DocURL.Pos, e), "doc-url-changed", "doc_url", old.DocURL.Value, e.DocURL.Value)
	}
	if old.OAuth != e.OAuth {
		c.add(e.Pos, "oauth-changed", e.Code, "", "oauth of %q changed from %q to %q", e.Code, old.OAuth, e.OAuth)
	}
	if old.Category.Value != e.Category.Value {
		changed(at(e.Category.Pos, e), "category-changed", "category", old.Category.Value, e.Category.Value)
	}
	if old.Challenge.Value != e.Challenge.Value {
		c.add(at(e.Challenge.Pos, e), "challenge-changed", e.Code, "", "challenge of %q changed from %q to %q", e.Code, old.Challenge.Value, e.Challenge.Value)
	}
	if old.Name() != e.Name() {
		changed(at(e.GoName.Pos, e), "go-name-changed", "name", old.Name(), e.Name())
	}
	c.message(old, e)
	c.details(old, e)
	c.notices(old, e)
	c.page(old, e)
}

// movedAlong reports whether the page of a code moved because docs_base_url did.
func (c *comparison) movedAlong(old, e *model.Error) bool {
	return old.DocURL.Value == c.before.DocsBaseURL.Value+old.Code && e.DocURL.Value == c.after.DocsBaseURL.Value+e.Code
}

// at is a position, or that of the entry where it has none.
func at(pos diag.Pos, e *model.Error) diag.Pos {
	if pos.Line == 0 {
		return e.Pos
	}
	return pos
}

func (c *comparison) retry(old, e *model.Error) {
	if old.Retry.Kind != e.Retry.Kind {
		c.add(at(e.Retry.Pos, e), "retry-changed", e.Code, "", "retry of %q changed from %s to %s", e.Code, old.Retry.Kind, e.Retry.Kind)
	} else if old.Retry.Default != e.Retry.Default {
		c.add(at(e.Retry.Pos, e), "wait-changed", e.Code, "", "default wait of %q changed from %v to %v", e.Code, old.Retry.Default, e.Retry.Default)
	}
	switch {
	case old.Effect == "none" && e.Effect != "none":
		c.add(e.Pos, "effect-lost", e.Code, "", "effect of %q changed from none to %s", e.Code, e.Effect)
	case old.Effect != "none" && e.Effect == "none":
		c.add(e.Pos, "effect-gained", e.Code, "", "effect of %q changed from %s to none", e.Code, old.Effect)
	}
}

// message compares the texts. A placeholder is what clients see of a parameter.
func (c *comparison) message(old, e *model.Error) {
	before, after := placeholders(old), placeholders(e)
	for _, name := range before {
		if !slices.Contains(after, name) {
			c.add(e.Message.Pos, "parameter-removed", e.Code, name, "message of %q has no {%s} any more", e.Code, name)
		}
	}
	for _, name := range after {
		if !slices.Contains(before, name) {
			c.add(e.Message.Pos, "parameter-added", e.Code, name, "message of %q has a {%s} now", e.Code, name)
		}
	}
	switch {
	case old.Message.Text != e.Message.Text:
		c.add(e.Message.Pos, "wording-changed", e.Code, "", "message of %q changed from %q to %q", e.Code, old.Message.Text, e.Message.Text)
	case old.Title.Value != e.Title.Value:
		c.add(at(e.Title.Pos, e), "wording-changed", e.Code, "", "title of %q changed from %q to %q", e.Code, old.Title.Value, e.Title.Value)
	}
	for _, p := range old.Params {
		i := slices.IndexFunc(e.Params, func(q model.Param) bool { return q.Name == p.Name })
		if i >= 0 && p.Client && e.Params[i].Client {
			c.set(e, "parameter", p.Name, p.Values, e.Params[i].Values, e.Params[i].Pos)
		}
	}
}

func placeholders(e *model.Error) []string {
	var names []string
	for _, s := range e.Message.Segments {
		if s.Param != "" && s.Param != "retry_after" && !slices.Contains(names, s.Param) {
			names = append(names, s.Param)
		}
	}
	return names
}

// notices compares deprecation.
func (c *comparison) notices(old, e *model.Error) {
	switch {
	case old.Deprecated == nil && e.Deprecated != nil:
		c.add(at(e.Deprecated.Pos, e), "deprecated", e.Code, "", "code %q is deprecated since %s", e.Code, e.Deprecated.Since)
	case old.Deprecated != nil && e.Deprecated == nil:
		c.add(e.Pos, "undeprecated", e.Code, "", "code %q is not deprecated any more", e.Code)
	}
}

// page compares the prose.
func (c *comparison) page(old, e *model.Error) {
	switch {
	case old.Page != nil && e.Page == nil:
		c.add(e.Pos, "page-removed", e.Code, "", "code %q has no page any more", e.Code)
	case e.Page != nil && !sameProse(old.Page, e.Page):
		c.add(diag.Pos{File: e.Page.File, Line: 1, Col: 1}, "page-changed", e.Code, "", "page of %q reads differently", e.Code)
	}
}
