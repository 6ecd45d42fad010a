package catalog_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"testing"

	"github.com/asterwise/errcat/catalog/wire"
)

// logged is what slog's JSON handler makes of an error.
func logged(err error) string {
	var out bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey || a.Key == slog.MessageKey) {
				return slog.Attr{}
			}
			return a
		},
	}))
	logger.Info("", "err", err)
	return out.String()
}

func TestLogValue(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"plain", newPotGone(), `{"code":"pot_gone"}`},
		{"cause", newPotGone().WithCause(io.EOF), `{"code":"pot_gone","cause":"EOF"}`},
		{"wait", newKettleHot(), `{"code":"kettle_hot","retry_after":60}`},
		{"parameters, the hidden ones too", newTooHot(tooHotParams{"99", "80", "7"}), `{"code":"too_hot","params":{"given":"99","limit":"80","kettle":"7"}}`},
		{"number of details", newBadOrder(badOrderDetail{}, badOrderDetail{}), `{"code":"bad_order","details":2}`},
		{
			"catalog error as cause",
			newPotGone().WithCause(newTooHot(tooHotParams{"99", "80", "7"}).WithCause(io.EOF)),
			`{"code":"pot_gone","cause":"too_hot: 99 degrees is over 80.: EOF"}`,
		},
		{"wrapped catalog error as cause", newPotGone().WithCause(fmt.Errorf("brew: %w", newKettleHot())), `{"code":"pot_gone","cause":"brew: kettle_hot: The kettle is hot. Try again in 60 seconds."}`},
		{"bare code as cause", newPotGone().WithCause(codeKettleHot), `{"code":"pot_gone","cause":"kettle_hot"}`},
		{"cause that panics", newPotGone().WithCause(mute{}), `{"code":"pot_gone","cause":"%!v(PANIC=Error method: secret)"}`},
		{"zero value", &potGoneError{}, `{"code":""}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := logged(tt.err), `{"err":`+tt.want+"}\n"; got != want {
				t.Errorf("logged %s, want %s", got, want)
			}
		})
	}
}

var _ slog.LogValuer = (*wire.Base)(nil)
