//! Which field of a file is what to an incident: by its name, and by the look of its values.
