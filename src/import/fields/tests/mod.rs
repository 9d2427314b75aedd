//! Detection on the headers of real files, with made-up values.
