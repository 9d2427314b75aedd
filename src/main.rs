//! One program, two targets: the command natively, the web app as WebAssembly.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    incident_map::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    incident_map::app::start();
}

/// What `public/reader/open.js` tells the app.
#[cfg(target_arch = "wasm32")]
mod told {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// A file is being read, or was not opened: the key of the message that says so, the file's name, a detail.
    #[wasm_bindgen]
    pub fn file_status(key: &str, name: &str, detail: &str) {
        incident_map::app::file_status(key, name, detail);
    }

    /// A file has been read: the host it comes from (empty for the reader's own), how many were left alone, what was
    /// found in it as JSON, and what of it can be shown as GeoJSON.
    #[wasm_bindgen]
    pub fn file_read(host: &str, others: usize, report: &str, geojson: &[u8]) {
        incident_map::app::file_read(host, others, report, geojson);
    }
}
