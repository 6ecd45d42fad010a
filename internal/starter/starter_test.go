package starter

import "testing"

func TestPackage(t *testing.T) {
	for module, want := range map[string]string{
		"example.com/orders":        "orderserr",
		"example.com/orders/v2":     "orderserr",
		"example.com/v2":            "v2err",
		"example.com/order-service": "orderserviceerr",
		"example.com/Orders.API":    "ordersapierr",
		"example.com/2fa":           "faerr",
		"orders":                    "orderserr",
		"example.com/42":            "apierr",
		"":                          "apierr",
		"example.com/déjà":          "djerr",
	} {
		if got := Package(module); got != want {
			t.Errorf("Package(%q) = %q, want %q", module, got, want)
		}
	}
}
