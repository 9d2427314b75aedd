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
    use incident_map::platform::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Adds what the first sight of a story does not need, once there is one.
    #[wasm_bindgen]
    pub fn start_later() {
        incident_map::app::start_later();
    }

    /// Shows a file, by its name and what of it is in the profile, in place of the publisher's story. Why it cannot
    /// be shown, or nothing. One that the address names is shown as the rest of the address says.
    #[wasm_bindgen]
    pub fn show_file(name: &str, geojson: &[u8], is_in_address: bool) -> String {
        incident_map::app::show_file(name, geojson, is_in_address)
    }

    /// Takes a part of the columns of a file of very many incidents; the first part forgets those of another file.
    #[wasm_bindgen]
    pub fn add_columns(columns: &JsValue, is_first: bool) {
        incident_map::app::add_columns(columns, is_first);
    }

    /// Shows a file of very many incidents, whose columns have been taken: by its name, empty for the publisher's, some of its records as a file, and
    /// what it says, `{ undeclared, bounds }`; `describe` is called with positions of records that `take_records` is to be
    /// given. Why it cannot be shown, or nothing. One that the address names is shown as the rest of the address says.
    #[wasm_bindgen]
    pub fn show_large(
        name: &str,
        records: &[u8],
        told: &JsValue,
        describe: &JsValue,
        is_in_address: bool,
    ) -> String {
        incident_map::app::show_large(name, records, told, describe, is_in_address)
    }

    /// Takes records of that file that were asked for, by their positions; of the publisher's own, or of another one.
    #[wasm_bindgen]
    pub fn take_records(positions: &[u32], records: &[u8], is_publishers: bool) {
        incident_map::app::take_records(positions, records, is_publishers);
    }

    /// Shows the publisher's story again: with the address it had, or as the address says now.
    #[wasm_bindgen]
    pub fn leave_file(with_its_address: bool) {
        incident_map::app::leave_file(with_its_address);
    }
}
