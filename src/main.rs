//! One program, two targets: the command natively, the web app as WebAssembly.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    incident_map::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    incident_map::app::start();
}

/// What `public/boot.js` and `public/reader/open.js` ask of the app.
#[cfg(target_arch = "wasm32")]
mod asked {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Adds what the first sight of a story does not need, once there is one.
    #[wasm_bindgen]
    pub fn start_later() {
        incident_map::app::start_later();
    }

    /// Shows a file, by its name and what of it is in the profile, in place of the publisher's story. Why it cannot
    /// be shown, or nothing.
    #[wasm_bindgen]
    pub fn show_file(name: &str, geojson: &[u8]) -> String {
        incident_map::app::show_file(name, geojson)
    }

    /// Shows the publisher's story again: with the address it had, or as the address says now.
    #[wasm_bindgen]
    pub fn leave_file(with_its_address: bool) {
        incident_map::app::leave_file(with_its_address);
    }
}
