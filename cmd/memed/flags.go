package main

import (
	"io"

	"github.com/alecthomas/kong"
)

// flags are the command line as it was given. They are text until config reads them, so that all faults can be told together.
type flags struct {
	Listen          string   `default:":1337" placeholder:"ADDRESS" help:"Where to listen: host:port, :port, host or [v6]:port; port 0 picks one and logs it (default ${default})."`
	Templates       []string `type:"path" placeholder:"FOLDER" help:"Folder with templates, searched before the embedded ones; repeatable."`
	Fonts           []string `type:"path" placeholder:"FOLDER" help:"Folder with fonts, searched before the embedded ones; repeatable."`
	RenderWorkers   string   `placeholder:"N" help:"Renders that run at once (default: the CPUs available)."`
	Queue           string   `default:"64" placeholder:"N" help:"Renders that may wait (default ${default})."`
	RequestTimeout  string   `default:"10s" placeholder:"DURATION" help:"Bound on each request, from its arrival; 0 disables it (default ${default})."`
	ShutdownTimeout string   `default:"30s" placeholder:"DURATION" help:"How long accepted requests may take after SIGINT or SIGTERM (default ${default})."`
	TemplateCache   string   `default:"256MiB" placeholder:"SIZE" help:"Memory for prepared templates; 0 disables the cache (default ${default})."`
	FontCache       string   `default:"32MiB" placeholder:"SIZE" help:"Memory for fonts; 0 disables the cache (default ${default})."`
	OutputCache     string   `default:"64MiB" placeholder:"SIZE" help:"Memory for finished pictures; 0 disables the cache (default ${default})."`
	Preload         string   `default:"none" placeholder:"WHAT" help:"What to load before serving: all, none, templates or fonts (default ${default})."`
	JPEGQuality     string   `name:"jpeg-quality" default:"85" placeholder:"N" help:"Quality of JPEGs whose request names none, 1 to 100; a JPEG template at its own size keeps its own (default ${default})."`
	MaxPixels       string   `default:"32M" placeholder:"N" help:"Bound on frames × width × height of a template (default ${default})."`
	MaxAge          string   `default:"24h" placeholder:"DURATION" help:"How long clients and proxies may keep a picture (default ${default})."`
	CORSOrigin      []string `name:"cors-origin" placeholder:"ORIGIN" help:"Origin whose pages may use the service, * for all; repeatable."`
	TLSCert         string   `name:"tls-cert" type:"path" placeholder:"FILE" help:"Certificate chain (PEM), for HTTPS."`
	TLSKey          string   `name:"tls-key" type:"path" placeholder:"FILE" help:"Private key (PEM), for HTTPS."`
	LogFormat       string   `default:"text" placeholder:"FORMAT" help:"Format of the log on stderr: text or json (default ${default})."`
	Verbose         bool     `short:"v" help:"Log more."`
	Quiet           bool     `short:"q" help:"Log warnings and errors only."`

	Version kong.VersionFlag `env:"-" help:"Print the version and exit."`
}

const description = `memed serves memes over HTTP: GET /caption?template=ID&top_text=… answers with a picture.

It needs no argument, file or network. Each flag has an environment variable: --render-workers is MEMED_RENDER_WORKERS.`

// parse reads the command line and the environment. done means that help or the version was asked for and printed.
func parse(args []string, stdout, stderr io.Writer) (f flags, done bool, err error) {
	parser, err := kong.New(&f,
		kong.Name("memed"),
		kong.Description(description),
		kong.DefaultEnvars("MEMED"),
		kong.WithHyphenPrefixedParameters(true), // so that -1 is a bad number, not an unknown flag
		kong.Vars{"version": version()},
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { done = true }),
	)
	if err != nil {
		return f, false, err
	}
	_, err = parser.Parse(args)
	return f, done, err
}
