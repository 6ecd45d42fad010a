package catalogref

// JSONOf is what editors make of YAML before they apply the schema.
var JSONOf = jsonOf
