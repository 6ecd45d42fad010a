package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"connectrpc.com/connect"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	kratoserrors "github.com/go-kratos/kratos/v2/errors"
	kratoshttp "github.com/go-kratos/kratos/v2/transport/http"
	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"
	goahttp "goa.design/goa/v3/http"
	"google.golang.org/protobuf/types/known/structpb"
)

// A peer answers GET /v1/keys/{id} for a key that is not there: with what the
// envelope says, and the request ID in a header. An inner error is the cause.
type peer struct {
	name    string
	body    string // how the information is sent
	handler http.Handler
	request func() *http.Request // nil: the usual one
}

// errNoRows stands for what the database says.
var errNoRows = errors.New("no rows in result set")

func peers() []peer {
	return []peer{
		{"Echo's default handler, one field", "message only, no ID", echoDefault(), nil},
		{"Echo + RequestID + c.JSON", "the envelope", echoJSON(), nil},
		{"Echo, the same by hand", "the envelope", echoByHand(), nil},
		{"net/http + encoding/json", "the envelope", plainJSON(), nil},
		{"huma v2, own error type", "the envelope", humaPeer(), nil},
		{"goa v3, own formatter", "the envelope", goaPeer(), nil},
		{"connect, JSON, error detail", "code, message, a Struct", connectPeer(), connectRequest},
		{"kratos v2, metadata", "code, reason, message, metadata", kratosPeer(), nil},
	}
}

func echoDefault() http.Handler {
	e := echo.New()
	e.GET("/v1/keys/:id", func(echo.Context) error {
		return echo.NewHTTPError(http.StatusNotFound, message).SetInternal(errNoRows)
	})
	return e
}

// notFound is a typed error of a service that has no catalog.
type notFound struct{ cause error }

func (e *notFound) Error() string { return "key not found: " + e.cause.Error() }
func (e *notFound) Unwrap() error { return e.cause }

func echoJSON() http.Handler {
	e := echo.New()
	e.Use(emw.RequestIDWithConfig(emw.RequestIDConfig{Generator: newMint()}))
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		var missing *notFound
		if c.Response().Committed || !errors.As(err, &missing) {
			return
		}
		id := c.Response().Header().Get(echo.HeaderXRequestID)
		_ = c.JSON(http.StatusNotFound, newEnvelope(id, time.Now(), noDetails))
	}
	e.GET("/v1/keys/:id", func(echo.Context) error { return &notFound{errNoRows} })
	return e
}

// echoByHand does with Echo's own means what errcat does: the ID is there
// before everything else, on the request and in its context, panics are
// answered, and the response has the headers of an error.
func echoByHand() http.Handler {
	mint := newMint()
	e := echo.New()
	e.Pre(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			id := mint()
			r := c.Request()
			r.Header.Set(echo.HeaderXRequestID, id)
			c.SetRequest(r.WithContext(context.WithValue(r.Context(), idKey{}, id)))
			c.Response().Header().Set(echo.HeaderXRequestID, id)
			return next(c)
		}
	})
	e.Use(emw.Recover())
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		var missing *notFound
		if c.Response().Committed || !errors.As(err, &missing) {
			return
		}
		b, err := json.Marshal(newEnvelope(idOf(c.Request().Context()), time.Now(), noDetails))
		if err != nil {
			panic(err)
		}
		h := c.Response().Header()
		h.Set(echo.HeaderXContentTypeOptions, "nosniff")
		h.Set(echo.HeaderCacheControl, "no-store")
		h.Set(echo.HeaderContentLength, strconv.Itoa(len(b)))
		_ = c.Blob(http.StatusNotFound, echo.MIMEApplicationJSON, b)
	}
	e.GET("/v1/keys/:id", func(echo.Context) error { return &notFound{errNoRows} })
	return e
}

func plainJSON() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/keys/{id}", func(w http.ResponseWriter, r *http.Request) {
		b, err := json.Marshal(newEnvelope(idOf(r.Context()), time.Now(), noDetails))
		if err != nil {
			panic(err)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(b)
	})
	return requestID(mux)
}

// humaError is an error and the body of its response.
type humaError struct{ envelope }

func (e *humaError) Error() string  { return e.Message }
func (e *humaError) GetStatus() int { return http.StatusNotFound }

func humaPeer() http.Handler {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("keys", "1")
	config.CreateHooks = nil // no $schema member and Link header
	huma.Get(humago.New(mux, config), "/v1/keys/{id}", func(ctx context.Context, _ *struct {
		ID string `path:"id"`
	}) (*struct{}, error) {
		return nil, &humaError{*newEnvelope(idOf(ctx), time.Now(), noDetails)}
	})
	return requestID(mux)
}

// goaResponse is the envelope with what goa asks of an error response.
type goaResponse struct{ *envelope }

func (goaResponse) StatusCode() int { return http.StatusNotFound }

func goaPeer() http.Handler {
	mux := goahttp.NewMuxer()
	encode := goahttp.ErrorEncoder(goahttp.ResponseEncoder, func(ctx context.Context, _ error) goahttp.Statuser {
		return goaResponse{newEnvelope(idOf(ctx), time.Now(), noDetails)}
	})
	mux.Handle("GET", "/v1/keys/{id}", func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), goahttp.AcceptTypeKey, r.Header.Get("Accept"))
		_ = encode(ctx, w, &notFound{errNoRows})
	})
	return requestID(mux)
}

func connectPeer() http.Handler {
	return requestID(connect.NewUnaryHandler("/v1.Keys/Get", func(ctx context.Context, _ *connect.Request[structpb.Struct]) (*connect.Response[structpb.Struct], error) {
		text := func(s string) *structpb.Value { return structpb.NewStringValue(s) }
		detail, err := connect.NewErrorDetail(&structpb.Struct{Fields: map[string]*structpb.Value{
			"error":       text(string(code)),
			"retry_after": structpb.NewNullValue(),
			"doc_url":     text(docURL),
			"request_id":  text(idOf(ctx)),
			"timestamp":   text(time.Now().UTC().Format(time.RFC3339)),
		}})
		if err != nil {
			return nil, err
		}
		failure := connect.NewError(connect.CodeNotFound, errors.New(message))
		failure.AddDetail(detail)
		return nil, failure
	}))
}

// connectRequest is a request whose body can be read again.
func connectRequest() *http.Request {
	body := &again{Reader: bytes.NewReader([]byte(`{}`))}
	r, err := http.NewRequest(http.MethodPost, "/v1.Keys/Get", nil)
	if err != nil {
		panic(err)
	}
	r.Body, r.ContentLength = body, 2
	r.Header.Set("Content-Type", "application/json")
	return r
}

type again struct{ *bytes.Reader }

func (a *again) Close() error {
	_, err := a.Seek(0, 0)
	return err
}

func kratosPeer() http.Handler {
	server := kratoshttp.NewServer(kratoshttp.Filter(requestID))
	server.Route("/").GET("/v1/keys/{id}", func(ctx kratoshttp.Context) error {
		return kratoserrors.NotFound(string(code), message).WithCause(errNoRows).WithMetadata(map[string]string{
			"doc_url":    docURL,
			"request_id": idOf(ctx),
			"timestamp":  time.Now().UTC().Format(time.RFC3339),
		})
	})
	return server
}

// checkPeer makes sure that a peer sends what it says.
func (p peer) check() error {
	w := newWriter()
	w.keep = true
	p.handler.ServeHTTP(w, p.newRequest())
	if w.status != http.StatusNotFound {
		return fmt.Errorf("%s answers with status %d: %s", p.name, w.status, w.body)
	}
	id := w.header.Get("X-Request-Id")
	for _, part := range []string{message, string(code), docURL, id} {
		found := bytes.Contains(w.body, []byte(part)) || bytes.Contains(w.body, bytes.ReplaceAll([]byte(part), []byte("/"), []byte(`\/`)))
		if !found && p.body != "message only, no ID" || id == "" && p.body != "message only, no ID" {
			return fmt.Errorf("%s does not send %q: %s", p.name, part, w.body)
		}
	}
	return nil
}

func (p peer) newRequest() *http.Request {
	if p.request != nil {
		return p.request()
	}
	return getKey()
}

func getKey() *http.Request {
	r, err := http.NewRequest(http.MethodGet, "/v1/keys/k1", nil)
	if err != nil {
		panic(err)
	}
	r.RequestURI = "/v1/keys/k1"
	return r
}
