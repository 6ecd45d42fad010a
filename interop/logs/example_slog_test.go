package logs_test

import (
	"io"
	"log/slog"
	"os"
)

// withoutTime is for handlers whose output is compared.
var withoutTime = &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}}

// A catalog error is a group of its own, with the parameters for logs. One
// that is wrapped is text, as any wrapped error: slog does not look inside.
func Example_slog() {
	for _, handler := range []func(io.Writer) slog.Handler{
		func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, withoutTime) },
		func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, withoutTime) },
	} {
		logger := slog.New(handler(os.Stdout))
		logger.Info("no chart", "err", errEarly)
		logger.Info("no chart", "err", errWrapped)
	}
	// Output:
	// level=INFO msg="no chart" err.code=date_out_of_supported_range err.params.from=1800-01-01 err.params.to=2399-12-31 err.params.given=1066-10-14 err.cause="ephemeris ends in 1800"
	// level=INFO msg="no chart" err="draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800"
	// {"level":"INFO","msg":"no chart","err":{"code":"date_out_of_supported_range","params":{"from":"1800-01-01","to":"2399-12-31","given":"1066-10-14"},"cause":"ephemeris ends in 1800"}}
	// {"level":"INFO","msg":"no chart","err":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800"}
}
