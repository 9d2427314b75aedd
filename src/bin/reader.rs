//! The reader: what turns any file into the profile, as a WebAssembly file of its own that is fetched only when
//! somebody opens a file. Natively the command has the same in it, so this is nothing.

#[cfg(target_arch = "wasm32")]
mod web {
    use incident_map::import::{Options, read_file, report_to_json};
    use incident_map::platform::{JsValue, bytes_value, object};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Reads a file: `bytes` by the name `name`, with `options` as JSON. Gives `{geojson, report}`: bytes, empty when
    /// nothing can be shown, and JSON.
    #[wasm_bindgen]
    pub fn read(bytes: &[u8], name: &str, options: &str) -> JsValue {
        let imported = read_file(bytes, name, &Options::from_json(options));
        object(&[
            ("geojson", bytes_value(&imported.geojson)),
            ("report", report_to_json(&imported.report).into()),
        ])
    }
}

fn main() {}
