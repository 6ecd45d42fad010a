package logs_test

import (
	"context"
	"log/slog"
	"os"
	"time"

	"github.com/rs/zerolog"

	"github.com/asterwise/errcat/render"
)

// Err and AnErr print code, message and cause.
func Example_zerolog() {
	logger := zerolog.New(os.Stdout)
	logger.Info().Err(errEarly).Msg("no chart")
	logger.Info().AnErr("first", errWrapped).Msg("no chart")
	// Output:
	// {"level":"info","error":"date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800","message":"no chart"}
	// {"level":"info","first":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800","message":"no chart"}
}

// Failed requests go to zerolog through its own handler for slog.
func Example_zerologObserver() {
	handler := zerolog.NewSlogHandler(zerolog.New(os.Stdout))
	request(render.Log(slog.New(timeless{handler})), nil, errWrapped)
	// Output:
	// {"level":"info","error.type":"date_out_of_supported_range","request_id":"req_01HXYZABCDEFGH","http.response.status_code":422,"http.request.method":"GET","url.path":"/v1/charts/7","http.route":"/v1/charts/{id}","duration":1.5,"params.from":"1800-01-01","params.to":"2399-12-31","params.given":"1066-10-14","cause":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800","message":"date_out_of_supported_range"}
}

// timeless keeps the time of records, which differs from run to run, from a
// handler.
type timeless struct{ slog.Handler }

func (h timeless) Handle(ctx context.Context, r slog.Record) error {
	r.Time = time.Time{}
	return h.Handler.Handle(ctx, r)
}
