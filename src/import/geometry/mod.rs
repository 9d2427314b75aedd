//! GeoJSON geometry, judged: what is wrong with a place, and what can be shown of it.
