package logs_test

import (
	"context"
	"log/slog"
	"os"

	"go.uber.org/zap"
	"go.uber.org/zap/exp/zapslog"
	"go.uber.org/zap/zapcore"

	"github.com/asterwise/errcat/render"
)

// zapCore is that of zap.NewProduction, without the time.
func zapCore() zapcore.Core {
	config := zap.NewProductionEncoderConfig()
	config.TimeKey = zapcore.OmitKey
	return zapcore.NewCore(zapcore.NewJSONEncoder(config), os.Stdout, zapcore.DebugLevel)
}

// zap.Error prints code, message and cause.
func Example_zap() {
	logger := zap.New(zapCore())
	logger.Info("no chart", zap.Error(errEarly))
	logger.Info("no chart", zap.Error(errWrapped))
	// Output:
	// {"level":"info","msg":"no chart","error":"date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800"}
	// {"level":"info","msg":"no chart","error":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800"}
}

// An observer for zap, parameters for logs included.
func Example_zapObserver() {
	observe := func(logger *zap.Logger) render.Observer {
		return func(_ context.Context, e render.Event) {
			fields := []zap.Field{zap.String("request_id", e.RequestID), zap.Int("status", e.Status),
				zap.String("route", e.Route), zap.Duration("duration", e.Duration), zap.Error(e.Err)}
			for _, p := range e.Params {
				fields = append(fields, zap.Any("params."+p.Key, p.Value.Resolve().Any()))
			}
			logger.Log(zapcore.Level(e.Level()/4), string(e.Entry.Code()), fields...)
		}
	}
	request(observe(zap.New(zapCore())), nil, errWrapped)
	// Output:
	// {"level":"info","msg":"date_out_of_supported_range","request_id":"req_01HXYZABCDEFGH","status":422,"route":"GET /v1/charts/{id}","duration":0.0015,"error":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800","params.from":"1800-01-01","params.to":"2399-12-31","params.given":"1066-10-14"}
}

// With zap's own handler for slog no observer has to be written. The handler
// would add the stack of whoever logs to each error, here always the same.
func Example_zapslog() {
	handler := zapslog.NewHandler(zapCore(), zapslog.AddStacktraceAt(slog.LevelError+1))
	request(render.Log(slog.New(handler)), nil, errWrapped)
	// Output:
	// {"level":"info","msg":"date_out_of_supported_range","error.type":"date_out_of_supported_range","request_id":"req_01HXYZABCDEFGH","http.response.status_code":422,"http.request.method":"GET","url.path":"/v1/charts/7","http.route":"/v1/charts/{id}","duration":0.0015,"params":{"from":"1800-01-01","to":"2399-12-31","given":"1066-10-14"},"cause":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800"}
}
