# `make` lists what there is. All set-up happens here: a clean clone needs cargo, and npm for the pages.

.PHONY: help run test lint bench verify-large fmt web

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Build everything and serve on http://127.0.0.1:8080 with the bundled facts
	@scripts/pages.sh || [ $$? -eq 77 ]
	cargo run --release --locked -- serve

test: ## Run every check that CI runs; the last lines say what passed
	@scripts/check.sh pages logic format clippy docs deny advisories tests doctests loom otel clients browser

lint: ## Check format, lints, docs, licences and advisories
	@scripts/check.sh format clippy docs deny advisories

bench: ## Time the rooms, and the server where wrk is there (docs/performance.md)
	cargo bench --locked

verify-large: ## Import 100,000 random claims, verify the store, and say how long each took
	LODEGRAPH_VERIFY_CLAIMS=100000 cargo test --release --locked --test cli random_claims -- --nocapture

fmt: ## Format the Rust code
	cargo fmt

web: ## Build the pages into web/dist
	@scripts/pages.sh
