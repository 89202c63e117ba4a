package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// api is the OpenAPI document, against which every response of these tests is checked.
type api struct {
	document *openapi3.T
	router   routers.Router
}

var loadAPI = sync.OnceValues(func() (*api, error) {
	for _, media := range []string{"image/jpeg", "image/png", "image/gif", "image/webp", "text/html", "application/yaml", "application/openmetrics-text"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.FileBodyDecoder)
	}
	source, err := os.ReadFile("../../internal/server/openapi.yaml")
	if err != nil {
		return nil, err
	}
	document, err := openapi3.NewLoader().LoadFromData(source)
	if err != nil {
		return nil, err
	}
	router, err := gorillamux.NewRouter(document)
	return &api{document, router}, err
})

func newAPI(t testing.TB) *api {
	t.Helper()
	a, err := loadAPI()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// check reports where a response differs from what the document promises.
func (a *api) check(t testing.TB, request *http.Request, got answer) {
	t.Helper()
	route, parameters, err := a.router.FindRoute(bare(request))
	if err != nil {
		a.checkUnknown(t, request, got)
		return
	}
	if request.Method == http.MethodHead && got.StatusCode == http.StatusOK {
		return // the headers are compared with those of GET, and there is no body
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: parameters, Route: route},
		Status:                 got.StatusCode,
		Header:                 got.Header,
		Options:                &openapi3filter.Options{IncludeResponseStatus: true},
	}
	if len(got.body) > 0 {
		input.Body = io.NopCloser(bytes.NewReader(got.body))
	} else {
		input.Options.ExcludeResponseBody = true
	}
	if err := openapi3filter.ValidateResponse(t.Context(), input); err != nil {
		t.Errorf("%s %.200s: status %d is not what the OpenAPI document promises: %v", request.Method, request.URL, got.StatusCode, err)
	}
}

// bare is the request without its host, as the document names no server.
func bare(request *http.Request) *http.Request {
	r := request.Clone(request.Context())
	r.URL.Scheme, r.URL.Host, r.Host = "", "", ""
	if r.Method == http.MethodHead && r.URL.Path != "/caption" {
		r.Method = http.MethodGet
	}
	return r
}

// checkUnknown holds the answer to a request that the document does not know against its schema for problems.
func (a *api) checkUnknown(t testing.TB, request *http.Request, got answer) {
	t.Helper()
	if got.StatusCode < 400 || !strings.HasPrefix(got.Header.Get("Content-Type"), "application/problem+json") {
		t.Errorf("%s %s: not in the OpenAPI document, and answered with %d %s", request.Method, request.URL.Path, got.StatusCode, got.Header.Get("Content-Type"))
		return
	}
	if request.Method == http.MethodHead {
		return
	}
	schema := a.document.Components.Schemas["Problem"].Value
	if err := schema.VisitJSON(decode[any](t, got), openapi3.EnableJSONSchema2020()); err != nil {
		t.Errorf("%s %s: %v", request.Method, request.URL.Path, err)
	}
}
