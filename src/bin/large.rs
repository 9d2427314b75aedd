//! The reader of large files: what makes columns of a file of very many incidents, in a worker; a WebAssembly file of its
//! own, which is fetched only for such a file. Natively there is no use for it, so this is nothing.

#[cfg(target_arch = "wasm32")]
mod web {
    use incident_map::geo::{LngLatBounds, Projection};
    use incident_map::load::stream::{Pieces, Stream, StreamError, Streamed};
    use incident_map::load::{LoadError, report_to_json};
    use incident_map::platform::{self, JsValue};
    use incident_map::query::store::Columns;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// A file that is being read.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct LargeFile {
        stream: Stream,
        pieces: Pieces,
        bytes: u64,
        streamed: Option<Streamed>,
        columns: Columns,
    }

    #[wasm_bindgen]
    impl LargeFile {
        /// A file of so many bytes.
        #[wasm_bindgen(constructor)]
        pub fn new(bytes: f64) -> Self {
            Self {
                pieces: Pieces::of_file(bytes as u64),
                bytes: bytes as u64,
                ..Self::default()
            }
        }

        /// Reads the next bytes of the file, a `Uint8Array`.
        ///
        /// # Errors
        /// `{ offset }` where the file is no JSON: the number of bytes before the first wrong one.
        pub fn feed(&mut self, bytes: &JsValue) -> Result<(), JsValue> {
            let room = self.pieces.room(platform::bytes_length(bytes));
            platform::copy_bytes(bytes, room);
            self.pieces.read(&mut self.stream).map_err(problem)
        }

        /// How many records have been read.
        pub fn records(&self) -> u32 {
            self.stream.records() as u32
        }

        /// The bytes of the `story` member, where that stands before the records.
        pub fn story_so_far(&self) -> Vec<u8> {
            self.stream.story().to_vec()
        }

        /// Ends the file of this name: `{ records, story, undeclared, regions, bounds, report }`, with the bytes of the
        /// `story` member, words that stand for kinds and regions, west, south, east and north of all coordinates in
        /// degrees, and what was found in it, as JSON.
        ///
        /// # Errors
        /// `{ key: "not-large" }` where it is better shown as a small story, `{ key, detail }` where nothing of it can be
        /// shown: the key of a message and what it speaks of.
        pub fn finish(&mut self, name: &str) -> Result<JsValue, JsValue> {
            let mut stream = std::mem::take(&mut self.stream);
            let pieces = std::mem::take(&mut self.pieces);
            pieces.read_rest(&mut stream).map_err(problem)?;
            let streamed = stream.finish().map_err(problem)?;
            if !streamed.suits_columns(self.bytes) {
                return Err(platform::object(&[("key", "not-large".into())]));
            }
            let words = |words: &[String]| -> JsValue {
                let words = words.iter().map(|word| JsValue::from(word.as_str()));
                platform::list(words)
            };
            let bounds = streamed.table.bounds().unwrap_or(LngLatBounds::WORLD);
            let degrees = [
                bounds.west_deg,
                bounds.south_deg,
                bounds.east_deg,
                bounds.north_deg,
            ];
            let told = platform::object(&[
                ("records", (streamed.table.len() as f64).into()),
                ("story", platform::bytes_value(&streamed.story)),
                ("undeclared", words(&streamed.undeclared)),
                ("regions", words(&streamed.table.regions())),
                ("report", report_to_json(&streamed.report(name)).into()),
                (
                    "bounds",
                    platform::list(degrees.map(JsValue::from).into_iter()),
                ),
            ]);
            self.streamed = Some(streamed);
            Ok(told)
        }

        /// Puts all records onto the plane of the map of a window, and in the order of a store.
        pub fn place(&mut self, west_deg: f64, south_deg: f64, east_deg: f64, north_deg: f64) {
            let window = LngLatBounds {
                west_deg,
                south_deg,
                east_deg,
                north_deg,
            };
            if let Some(streamed) = &self.streamed {
                self.columns = streamed.table.columns(&Projection::fitted_to(window));
            }
        }

        /// A part of the columns, for `platform::columns_from`.
        pub fn columns(&self, from: u32, to: u32) -> JsValue {
            platform::columns_value(&self.columns, from as usize..to as usize)
        }

        /// Forgets the columns, once the page has them.
        pub fn forget_columns(&mut self) {
            self.columns = Columns::default();
        }

        /// Where a record stands in the file: the bytes before it, and how many it has.
        pub fn extent(&self, position: u32) -> Option<Vec<f64>> {
            let read = self.streamed.as_ref().map(|streamed| &streamed.table);
            let table = read.unwrap_or(self.stream.table());
            let (offset, length) = table.extent(position as usize)?;
            Some(vec![offset as f64, length as f64])
        }
    }

    fn problem(error: StreamError) -> JsValue {
        let tell = |key: &str, detail: &str| {
            platform::object(&[("key", key.into()), ("detail", detail.into())])
        };
        match error {
            StreamError::NotJson(offset) => platform::object(&[("offset", (offset as f64).into())]),
            StreamError::Load(LoadError::NotGeoJson { found }) => tell("error-not-geojson", &found),
            StreamError::Load(LoadError::NoFeatures { .. }) => tell("error-no-features", ""),
            StreamError::Load(_) => tell("error-cut-short", ""),
        }
    }
}

fn main() {}
