package catalogfile

import (
	"fmt"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/spell"
)

// checkCode holds the key of an entry to being a code that can have a page.
func (r *reader) checkCode(f field) {
	code := f.key.Value
	if !format.CodeForm.Fits(code) {
		r.badCode(f)
		return
	}
	if reason := format.Taken(code); reason != "" {
		r.add(f.key, ruleFileName, "code %q %s; choose another, such as %s_failed", code, reason, code)
	}
}

func (r *reader) badCode(f field) {
	code := f.key.Value
	remedy := fmt.Sprintf("use lower-case words joined by underscores, at most %d characters", format.MaxCode)
	if fixed := spell.Snake(code); ascii(code) && format.CodeForm.Fits(fixed) {
		remedy = fmt.Sprintf("write %q", fixed)
	} else if code != "" && code[0] >= '0' && code[0] <= '9' {
		remedy = "a code begins with a letter"
	}
	r.add(f.key, ruleCode, "%s is not a code; %s", clip(code), remedy)
}
