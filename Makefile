# Shortcuts; .ci/run is what counts.

.PHONY: run test generate check

run: ## start the key service
	go -C examples run ./keyserver

test:
	go test ./...

generate: ## after every change of catalog.yaml
	go generate ./...

check: ## all that CI checks
	bash .ci/run

