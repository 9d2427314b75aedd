//! The fuzzer of one reader, which the environment variable `FUZZ_TARGET` names; `tests/tools/fuzz` runs it.
#![no_main]

use std::env;
use std::sync::LazyLock;

use incident_map_fuzz::{READERS, Read};

static READER: LazyLock<Read> = LazyLock::new(|| {
    let name = env::var("FUZZ_TARGET").unwrap_or_default();
    let reader = READERS.iter().find(|(known, _)| *known == name);
    let (_, read) = reader.expect("FUZZ_TARGET names a reader");
    *read
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| READER(bytes));
