//! One program for two places: in a browser it is the page, natively it is the `incident-map` command.

#[cfg(target_arch = "wasm32")]
fn main() {
    incident_map::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
