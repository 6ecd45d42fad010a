package main

import (
	"fmt"
	"strings"
)

// Sizes that the words suffice for. The smallest catalog, of one code, is what
// the others are compared with.
const (
	minCodes = 2
	maxCodes = 5000
)

// A sample is one made-up error. The shares of kinds, and the lengths of codes
// and messages, are about those of catalog.yaml.
type sample struct {
	code, title, message string
	status               int
	kind                 kind
}

type kind int

const (
	plain kind = iota
	waiting
	backoff
	concealed
	challenging
	withParams
	withDetails
)

// challenge is what a 401 says; codes share it, as in catalog.yaml.
const challenge = `Bearer realm="example", error="invalid_token"`

// samples returns the errors of a catalog of n codes, internal_error first.
func samples(n int) []sample {
	all := []sample{{"internal_error", "Internal Error", "Something went wrong on our side. We have been told of it.", 500, plain}}
	for i := range n - 1 {
		all = append(all, newSample(i))
	}
	return all
}

// newSample combines words so that no two samples have the same ones: the
// number of problems is prime, and does not divide the number of subjects + 1.
func newSample(i int) sample {
	subjects, problems := subjects(), problems()
	subject := subjects[i%len(subjects)]
	problem := problems[(i/len(subjects)+i)%len(problems)]
	name := subject + "_" + problem.suffix
	s := sample{
		code:    name,
		title:   title(name),
		message: fmt.Sprintf("This %s %s.", strings.ReplaceAll(subject, "_", " "), problem.text),
		status:  422,
	}
	switch i % 27 { // of the 54 codes of catalog.yaml
	case 3, 10, 17:
		s.kind, s.status = waiting, 429
	case 5, 12, 20:
		s.kind, s.status = backoff, 503
	case 2, 15:
		s.kind, s.status = concealed, 404
	case 1, 8, 11, 18, 22, 25:
		s.kind, s.status = challenging, 401
	case 6:
		if i/27%2 == 0 {
			s.kind = withParams
			s.message = fmt.Sprintf("This %s is outside the supported range {from} to {to}.", strings.ReplaceAll(subject, "_", " "))
		} else {
			s.kind = withDetails
		}
	case 19:
		s.kind = withDetails
	}
	return s
}

func title(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, " ")
}

// text is the length of the texts that a code brings along, each counted once.
func text(all []sample) int {
	seen, n := map[string]bool{}, 0
	for _, s := range all {
		texts := []string{s.code, s.title, s.message}
		if s.kind == challenging {
			texts = append(texts, challenge)
		}
		for _, text := range texts {
			if !seen[text] {
				seen[text] = true
				n += len(text)
			}
		}
	}
	return n
}

func subjects() []string {
	return strings.Fields(`
		api_key exchange_code magic_link login_session user_account subscription
		invoice_draft payment_method billing_address pricing_plan gift_coupon
		order_line refund_request webhook_secret public_endpoint access_token
		refresh_token client_secret team_member organization project_name
		workspace_role environment deployment_target cloud_region domain_name
		certificate mailbox_name email_address phone_number birth_date
		birth_place time_zone home_city home_country postal_code user_language
		display_currency tax_number profile_picture file_upload attachment
		document_page monthly_report data_export data_import background_job
		work_schedule reminder_time calendar_entry event_booking window_seat
		concert_ticket venue_address travel_route rental_vehicle driver_license
		return_shipment parcel_label warehouse_shelf product_number
		product_variant price_list inventory_item supplier_name contract_term
		signature_file audit_log feature_flag experiment_arm rate_plan
		usage_record natal_chart horoscope_text moon_phase`)
}

type problem struct{ suffix, text string }

func problems() []problem {
	var all []problem
	for line := range strings.Lines(`
		not_found: could not be found, or you do not have permission to see it
		already_used: has been used before and cannot be used for a second time
		expired: has expired, so that it has to be made anew before you go on
		revoked: was revoked by its owner and will not be accepted any more
		locked: is locked for the moment because somebody else is changing it
		suspended: has been suspended until a person has had a look at it
		archived: is in the archive, from where it must be restored to be changed
		deleted: was deleted some time ago and can no longer be restored by us
		disabled: is disabled, so that nothing can be done with it for the moment
		invalid: does not have the form that the documentation describes for it
		malformed: could not be read at all, so look at how it is put together
		missing: is missing, though without it there is nothing that can be done
		too_long: is longer than what can be stored, so send a shorter one instead
		too_short: is shorter than the least that can be told from all the others
		too_large: is larger than the limit of your plan allows it to be at present
		too_old: is older than what is still supported by this version of the API
		too_new: is newer than what is supported by this version of the API so far
		out_of_range: is out of the range that is supported by this version so far
		not_supported: is of a kind that is not supported here, as the pages explain
		not_allowed: is not allowed for your account, whatever your plan may be
		not_verified: has not been verified, which it has to be before it is used
		not_active: is not active at present, so activate it before you go on here
		not_available: is not available in this region, though it may be in others
		not_unique: is there already under the same name, so choose another name
		not_ready: is still being prepared, which usually takes a minute or two
		not_owned: belongs to somebody else who has not shared it with your account
		conflict: was changed by somebody else at the same time, so read it again
		mismatch: does not match what was stored for it when the request began
		limit_exceeded: has reached the limit of your plan, so remove one or upgrade
		rate_exceeded: was asked for too often in a short time, so wait for a moment
		quota_exhausted: has used up what your plan allows for the present month
		attempts_exceeded: was tried too many times and has been locked for an hour
		creation_failed: could not be created, and nothing was stored or charged
		update_failed: could not be updated, and what was stored before is still there
		deletion_failed: could not be deleted, and everything about it is still there
		delivery_failed: could not be delivered to the address that we have on file
		verification_failed: could not be verified with the data that you have sent
		calculation_failed: could not be calculated from the data that you have sent
		conversion_failed: could not be converted to the format that was asked for
		lookup_failed: could not be looked up since another service did not answer
		timed_out: took longer than the time that a request may take, so try again
		interrupted: was interrupted half-way through, and nothing of it was kept
		cancelled: was cancelled before it was complete, and nothing of it was kept
		rejected: was rejected by the provider, who does not tell us the reason why
		declined: was declined by the bank, who does not tell us the reason for it
		unreachable: could not be reached from here, so check the address and ports
		overloaded: has more to do than it can manage, so try again a little later
		in_maintenance: is in maintenance for the moment, so try again a little later
		in_use: is in use elsewhere, so end what uses it before you try this again
		read_only: is read-only here, so change it where it was made in the first place
		restricted: is restricted to addresses that are on the list of your account
		unpaid: is waiting for a payment, so pay what is due before you use it again
		overdue: is overdue since the end of the last month, so pay what is due first
		duplicated: is in the request more than once, so leave all but one of them out
		ambiguous: can mean more than one thing, so say more exactly what you mean
		incomplete: lacks something that has to be there, so send the whole of it
		inconsistent: contradicts another part of the request, so change one of them
		unconfirmed: was never confirmed, so follow the link in the mail that we sent
		unsigned: is not signed, so sign it with the key that your account has for it
		untrusted: was signed by somebody whom we do not know, so sign it yourself
		corrupted: arrived damaged, as its checksum shows, so send it once more
		truncated: arrived in part only, as its length shows, so send it once more
		superseded: was superseded by a later one, so use that or make another one
		unknown_field: has a field that nobody here knows, so look for a spelling error
		wrong_type: is of another type than the documentation says that it has to be
		wrong_region: is kept in another region, so send the request over there
		wrong_version: is in a version that this endpoint does not serve any longer`) {
		if suffix, text, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			all = append(all, problem{suffix, text})
		}
	}
	return all
}
