#!/bin/sh
# Compiles this crate, and no dependency, with `--cfg loom`; cargo runs it as RUSTC_WORKSPACE_WRAPPER.
# (In RUSTFLAGS the flag would reach tokio, which drops its sockets under it, and would build every dependency anew.)
exec "$@" --cfg loom
