//! How large a file, a record and a text may be. `data/README.md` states the same figures.

/// The most bytes of an unpacked file.
pub const MOST_BYTES: u64 = 1 << 30;
/// The most bytes of an unpacked file that is read in memory, by a page or for a site.
pub const MOST_BYTES_IN_MEMORY: u64 = crate::load::MAX_BYTES as u64;
/// The most bytes of a record, or of a member beside the records.
pub const MOST_RECORD_BYTES: usize = 16 << 20;
/// The most records that are shown; a conversion has no such limit.
pub const MOST_RECORDS: usize = crate::load::MAX_RECORDS;
/// The deepest nesting of a record: objects and lists within each other.
pub const MOST_NESTING: usize = 100;
/// The most fields of a file that are looked at.
pub const MOST_FIELDS: usize = 512;
/// The longest title, name or label, in characters.
pub const MOST_TITLE_CHARS: usize = 300;
/// The longest summary, in characters.
pub const MOST_TEXT_CHARS: usize = 10_000;
