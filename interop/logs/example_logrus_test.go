package logs_test

import (
	"context"
	"os"

	"github.com/sirupsen/logrus"

	"github.com/asterwise/errcat/render"
)

// logrusLogger writes JSON, without the time.
func logrusLogger() *logrus.Logger {
	logger := logrus.New()
	logger.SetOutput(os.Stdout)
	logger.SetFormatter(&logrus.JSONFormatter{DisableTimestamp: true})
	return logger
}

// WithError prints code, message and cause.
func Example_logrus() {
	logger := logrusLogger()
	logger.WithError(errEarly).Info("no chart")
	logger.WithError(errWrapped).Info("no chart")
	// Output:
	// {"error":"date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800","level":"info","msg":"no chart"}
	// {"error":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800","level":"info","msg":"no chart"}
}

// An observer for logrus, parameters for logs included.
func Example_logrusObserver() {
	observe := func(logger *logrus.Logger) render.Observer {
		return func(ctx context.Context, e render.Event) {
			fields := logrus.Fields{"request_id": e.RequestID, "status": e.Status, "route": e.Route, "duration": e.Duration.Seconds()}
			for _, p := range e.Params {
				fields["params."+p.Key] = p.Value.Resolve().Any()
			}
			logger.WithContext(ctx).WithError(e.Err).WithFields(fields).Log(logrus.InfoLevel-logrus.Level(e.Level()/4), e.Entry.Code())
		}
	}
	request(observe(logrusLogger()), nil, errWrapped)
	// Output:
	// {"duration":0.0015,"error":"draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800","level":"info","msg":"date_out_of_supported_range","params.from":"1800-01-01","params.given":"1066-10-14","params.to":"2399-12-31","request_id":"req_01HXYZABCDEFGH","route":"GET /v1/charts/{id}","status":422}
}
