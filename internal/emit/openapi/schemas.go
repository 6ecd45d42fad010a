package openapi

import (
	"strconv"

	"github.com/asterwise/errcat/internal/emit/jsonschema"
	"github.com/asterwise/errcat/internal/model"
)

const (
	envelope = "Envelope"
	byCode   = "error" // the member that holds the code
)

// The schema of a code has a name that ends in Error, that of its details one in
// Detail. So nothing collides with Envelope and Status404.

func detailName(e *model.Error) string { return e.Name() + "Detail" }

func statusName(status int) string { return "Status" + strconv.Itoa(status) }

// schemas are flat, one per code: not every generator can narrow an inherited
// member to a constant.
func schemas(c *model.Catalog, f form) object {
	var bodies jsonschema.Bodies
	all := object{m(envelope, bodies.OfAny())}
	statuses, codes := byStatus(c)
	for _, status := range statuses {
		all = append(all, m(statusName(status), f.union(codes[status])))
	}
	for _, e := range c.Errors {
		items := object{m("type", "object"), m("additionalProperties", true)}
		if len(e.Details) > 0 {
			items = ref("schemas", detailName(e))
			all = append(all, m(detailName(e), jsonschema.Detail(e)))
		}
		all = append(all, m(e.TypeName(), bodies.Of(c, e, items)))
	}
	return all
}

// strict lists the codes of a status, and no other may come.
func strict(codes []*model.Error) object {
	return object{m("oneOf", references(codes)), m("discriminator", discriminator(codes))}
}

// open lists the codes of a status, and takes any other one too. Without a
// discriminator: one of OpenAPI 3.1 makes readers refuse what it does not list.
func open(codes []*model.Error) object {
	return object{m("anyOf", append(references(codes), ref("schemas", envelope)))}
}

// openByDefault says in addition which schema reads an unknown code.
func openByDefault(codes []*model.Error) object {
	d := append(discriminator(codes), m("defaultMapping", "#/components/schemas/"+envelope))
	return append(open(codes), m("discriminator", d))
}

func references(codes []*model.Error) []object {
	var all []object
	for _, e := range codes {
		all = append(all, ref("schemas", e.TypeName()))
	}
	return all
}

func discriminator(codes []*model.Error) object {
	var mapping object
	for _, e := range codes {
		mapping = append(mapping, m(e.Code, "#/components/schemas/"+e.TypeName()))
	}
	return object{m("propertyName", byCode), m("mapping", mapping)}
}
