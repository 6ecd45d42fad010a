package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/plaintext"
)

// Read makes b, which has to be the zero value, the error that a JSON text
// describes: what [Base.MarshalJSON] writes, or an envelope (contract §1). The
// message, the details and the wait are those of the text. It is an error if
// the text is none of that, has another code than the entry, or if b is an error
// already: errors are immutable, and the one that a constructor returns belongs
// to everybody.
func (b *Base) Read(entry *catalog.Entry, text []byte) error {
	if b.entry != nil {
		return fmt.Errorf("read error %q: the value is an error %q already; use a new one", string(entry.Code()), string(b.entry.Code()))
	}
	var read struct {
		Error      catalog.Code      `json:"error"`
		Message    string            `json:"message"`
		Details    []json.RawMessage `json:"details"`
		RetryAfter int64             `json:"retry_after"` // seconds
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return fmt.Errorf("read error %q: %w", string(entry.Code()), err)
	}
	if read.Error != entry.Code() {
		return fmt.Errorf("read error %q: the text has code %q", string(entry.Code()), string(read.Error))
	}
	*b = New(entry)
	b.message = plaintext.Clean(read.Message, limits.Message)
	b.details = ReadDetails(read.Details)
	if read.RetryAfter > 0 {
		seconds := min(read.RetryAfter, int64(limits.RetryAfter/time.Second))
		b.after = time.Duration(seconds) * time.Second
	}
	return nil
}

// ReadDetails returns items that another service sent. What is no JSON object
// is left out, and remembered in [catalog.Details.Err].
func ReadDetails(items []json.RawMessage) catalog.Details {
	return catalog.NewDetails(len(items), func(i int, dst []byte) ([]byte, error) {
		item := bytes.TrimSpace(items[i])
		if len(item) == 0 || item[0] != '{' {
			return nil, errors.New("it is no JSON object")
		}
		text, err := json.Marshal(json.RawMessage(item)) // compact, and by the encoding law
		return append(dst, text...), err
	})
}

// Items decodes details. Numbers in members of any type become a [json.Number],
// so that nothing is rounded and the items can be sent again as they are. Items
// that do not fit are left out; the error names each, and is nil for none.
func Items[D any](details catalog.Details) ([]D, error) {
	items := make([]D, 0, details.Len())
	var problems []error
	i := 0
	for text := range details.All() {
		var item D
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		if err := decoder.Decode(&item); err != nil {
			problems = append(problems, fmt.Errorf("read item %d of details: %w", i, err))
		} else {
			items = append(items, item)
		}
		i++
	}
	return items, errors.Join(problems...)
}
