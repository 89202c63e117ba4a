package caption

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/memed/memed/internal/fault"
)

// parseJSON reads a whole JSON document into a tree whose root faults call name.
func parseJSON(data []byte, name string) (*node, error) {
	root := &node{key: name}
	r := jsonReader{jsontext.NewDecoder(bytes.NewBuffer(data))}
	if err := r.value(root); err != nil {
		return nil, err
	}
	if _, err := r.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, fault.Invalidf(name, "must be one JSON value, with nothing behind it")
	}
	return root, nil
}

// jsonReader reads JSON as strictly as RFC 7493 has it: valid UTF-8, no lone surrogates, no name twice.
type jsonReader struct {
	dec *jsontext.Decoder
}

// value reads the next value into n.
func (r jsonReader) value(n *node) error {
	token, err := r.dec.ReadToken()
	if err != nil {
		return syntaxFault(n, err)
	}
	switch token.Kind() {
	case jsontext.KindNull:
		n.kind = kindNull
	case jsontext.KindTrue, jsontext.KindFalse:
		n.kind = kindBool
	case jsontext.KindString:
		n.kind, n.scalar = kindString, token.String()
	case jsontext.KindNumber:
		n.kind, n.scalar = kindNumber, token.String()
	case jsontext.KindBeginArray:
		return r.readList(n)
	case jsontext.KindBeginObject:
		return r.readObject(n)
	}
	return nil
}

func (r jsonReader) readList(n *node) error {
	if err := n.open(kindList); err != nil {
		return err
	}
	for r.dec.PeekKind() != jsontext.KindEndArray {
		if err := r.value(n.item()); err != nil {
			return err
		}
	}
	return r.end(n)
}

func (r jsonReader) readObject(n *node) error {
	if err := n.open(kindObject); err != nil {
		return err
	}
	for r.dec.PeekKind() != jsontext.KindEndObject {
		name, err := r.dec.ReadToken()
		if err != nil {
			return syntaxFault(n, err)
		}
		if err := r.value(n.add(name.String())); err != nil {
			return err
		}
	}
	return r.end(n)
}

// end reads the bracket that PeekKind announced.
func (r jsonReader) end(n *node) error {
	if _, err := r.dec.ReadToken(); err != nil {
		return syntaxFault(n, err)
	}
	return nil
}

// syntaxFault says in the words of the model what the JSON decoder found while it read n.
func syntaxFault(n *node, err error) error {
	var syntax *jsontext.SyntacticError
	switch {
	case !errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF):
		return fault.Invalidf(n.path(), "the JSON ends too early") // bytes in memory have no other way to fail
	case errors.Is(err, jsontext.ErrDuplicateName):
		return fault.Invalidf(n.pathOf(syntax.JSONPointer.LastToken()), "given twice")
	default:
		return fault.Invalidf(n.path(), "not valid JSON at byte %d: %s", syntax.ByteOffset, clip(syntax.Err.Error()))
	}
}
