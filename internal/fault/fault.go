// Package fault is the vocabulary in which the parts of memed report what went wrong.
//
// A fault says what kind of failure it is, which field of the request it is about and what is allowed there.
// It knows nothing of HTTP: the transport maps kinds to statuses, and shows Message to the client while Err stays in the log.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind classifies a fault by who can do something about it.
type Kind uint8

const (
	// Internal is a defect of the program or of the operator's files.
	Internal Kind = iota
	// Invalid is a request that breaks the rules of the caption model.
	Invalid
	// NotFound is a template, style or font that does not exist.
	NotFound
	// NotAllowed is a request whose method the endpoint does not have.
	NotAllowed
	// NotAcceptable is a request none of whose accepted formats can be made.
	NotAcceptable
	// TooLarge is a request body over its limit.
	TooLarge
	// UnsupportedMedia is a request body of a type that is not understood.
	UnsupportedMedia
	// Busy is work refused because it could not be finished in time.
	Busy
	// Unavailable is work refused because the process is about to stop, or cannot do any.
	Unavailable
	// Timeout is work that was stopped at its deadline.
	Timeout
	// Canceled is work that was stopped because nobody waits for it any more.
	Canceled
)

// Error is a fault. It is immutable once returned and safe for concurrent use.
type Error struct {
	Kind Kind
	// Field names the request's field at fault, such as "captions[0].size"; empty if none is.
	Field string
	// Message is for the client: what is wrong and what is allowed.
	Message string
	// RetryAfter is when trying again makes sense; only Busy, Unavailable and Timeout set it.
	RetryAfter time.Duration
	// Err is the cause, for the log only.
	Err error
}

// Error returns the message with its field, and the cause if there is one.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Detail(), e.Err)
	}
	return e.Detail()
}

// Detail returns what the client may read: the field and the message, never the cause.
func (e *Error) Detail() string {
	if e.Field == "" {
		return e.Message
	}
	return e.Field + ": " + e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Invalidf returns an Invalid fault about field.
func Invalidf(field, format string, args ...any) *Error {
	return &Error{Kind: Invalid, Field: field, Message: fmt.Sprintf(format, args...)}
}

// NotFoundf returns a NotFound fault about field.
func NotFoundf(field, format string, args ...any) *Error {
	return &Error{Kind: NotFound, Field: field, Message: fmt.Sprintf(format, args...)}
}

// As returns the fault in err's chain, or nil.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}
