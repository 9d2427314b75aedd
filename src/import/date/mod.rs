//! Dates as people write them, to EDTF.
