package adapter

import "testing"

func TestThousandths(t *testing.T) {
	for text, want := range map[string]int{
		"1": 1000, "1.": 1000, "1.000": 1000, "0": 0, "0.5": 500, "0.05": 50, "0.999": 999, "0.001": 1,
		"": 0, "x": 0, "1.001": 0, "2": 0, "-1": 0, "+1": 0, ".5": 0, "0.+1": 0, "0.1_0": 0, "0.1234": 0, "1e-1": 0, "0x1": 0, "NaN": 0, "0.٣": 0,
	} {
		if got := thousandths(text); got != want {
			t.Errorf("thousandths(%q) = %d, want %d", text, got, want)
		}
	}
}
