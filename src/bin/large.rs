//! The reader of large files: what makes columns of a file of very many incidents, in a worker; a WebAssembly file of its
//! own, which is fetched only for such a file. Natively there is no use for it, so this is nothing.

#[cfg(target_arch = "wasm32")]
mod web {
    use incident_map::geo::{LngLatBounds, Projection};
    use incident_map::load::stream::{Pieces, Stream, StreamError, Streamed, said_by};
    use incident_map::load::{LoadError, facets_of_story, report_to_json};
    use incident_map::platform::{self, JsValue};
    use incident_map::query::facets::{FacetBuilder, FacetField};
    use incident_map::query::search::{Query, SearchIndex, SearchIndexBuilder};
    use incident_map::query::store::Columns;
    use incident_map::story::Category;
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
        said: SaidByAll,
        index: Option<SearchIndex>,
    }

    /// What is gathered of all records, so that one can search and choose in it.
    #[derive(Default)]
    struct SaidByAll {
        /// The names of kinds and regions, by their numbers in the file.
        kinds: Vec<String>,
        regions: Vec<String>,
        fields: Vec<Category>,
        index: SearchIndexBuilder,
        sources: FacetBuilder,
        named: Vec<FacetBuilder>,
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

        /// Begins to read what the records say: `names` are `{ kinds, regions }`, what each kind and each region is called, by
        /// their numbers in the columns.
        pub fn begin_search(&mut self, names: &JsValue) {
            let story = self
                .streamed
                .as_ref()
                .map(|streamed| streamed.story.as_slice());
            let fields = facets_of_story(story.unwrap_or_default());
            self.said = SaidByAll {
                kinds: platform::texts_in(names, "kinds"),
                regions: platform::texts_in(names, "regions"),
                named: fields.iter().map(|_| FacetBuilder::default()).collect(),
                fields,
                ..SaidByAll::default()
            };
        }

        /// The next piece of the file that is to be read for that: `[to, offset, length]`, up to which record it reaches, the
        /// bytes before it, and how many it has.
        pub fn piece_of_search(&self, from: u32, most_bytes: u32) -> Option<Vec<f64>> {
            let table = &self.streamed.as_ref()?.table;
            let (to, offset, length) = table.piece(from as usize, most_bytes as usize)?;
            Some(vec![to as f64, offset as f64, length as f64])
        }

        /// Reads what the records of a piece say.
        pub fn add_to_search(&mut self, from: u32, to: u32, bytes: &[u8]) {
            let Some(table) = self.streamed.as_ref().map(|streamed| &streamed.table) else {
                return;
            };
            let start = table.extent(from as usize).map_or(0, |(offset, _)| offset);
            for position in from as usize..to as usize {
                let Some((offset, length)) = table.extent(position) else {
                    break;
                };
                let at = offset.saturating_sub(start) as usize;
                let feature = bytes.get(at..at + length).unwrap_or_default();
                self.said.add(feature, table.kind_and_region(position));
            }
        }

        /// All records are read. What they have in common, `[{ values, first, more }]`: who reports them, and then each field
        /// that the publisher names; values by position in the file.
        pub fn end_search(&mut self) -> JsValue {
            let said = std::mem::take(&mut self.said);
            self.index = Some(said.index.finish());
            let named = said.named.into_iter().zip(said.fields);
            let named = named
                .map(|(facet, field)| facet.finish(FacetField::Named(field.id, field.label), &[]));
            let sources = said.sources.finish(FacetField::Source, &[]);
            platform::list([sources].into_iter().chain(named).map(|facet| {
                let (first, more) = facet.codes();
                platform::facet_value(&facet.values, first, more)
            }))
        }

        /// What is found: `{ found, words, isByTypo }`, 1 or 0 for each record by its position in the file, words of the
        /// records that were found, and whether they are spelled otherwise.
        pub fn search(&self, words: &str) -> JsValue {
            let query = Query::parse(&platform::decomposed(words));
            let found = self.index.as_ref().and_then(|index| index.find(&query));
            let records = self
                .streamed
                .as_ref()
                .map_or(0, |streamed| streamed.table.len());
            let mut mask = vec![u8::from(found.is_none()); records];
            for record in found.iter().flat_map(|found| &found.records) {
                if let Some(mark) = mask.get_mut(*record as usize) {
                    *mark = 1;
                }
            }
            let words = found.iter().flat_map(|found| &found.words);
            let words = words.map(|word| JsValue::from(word.as_str()));
            platform::object(&[
                ("found", platform::bytes_value(&mask)),
                ("words", platform::list(words)),
                (
                    "isByTypo",
                    found.as_ref().is_some_and(|found| found.is_by_typo).into(),
                ),
            ])
        }

        /// Where a record stands in the file: the bytes before it, and how many it has.
        pub fn extent(&self, position: u32) -> Option<Vec<f64>> {
            let read = self.streamed.as_ref().map(|streamed| &streamed.table);
            let table = read.unwrap_or(self.stream.table());
            let (offset, length) = table.extent(position as usize)?;
            Some(vec![offset as f64, length as f64])
        }
    }

    impl SaidByAll {
        fn add(&mut self, feature: &[u8], kind_and_region: Option<(usize, usize)>) {
            let mut said = said_by(feature, &self.fields);
            self.sources.add(&[&said.source]);
            for (facet, values) in self.named.iter_mut().zip(&said.named) {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                facet.add(&values);
            }
            if let Some((kind, region)) = kind_and_region {
                let names = [self.kinds.get(kind), self.regions.get(region)];
                for name in names.into_iter().flatten() {
                    said.texts.push_str(name);
                    said.texts.push('\n');
                }
            }
            match said.texts.is_ascii() {
                true => self.index.add(&said.texts),
                false => self.index.add(&platform::decomposed(&said.texts)),
            }
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
