//! Incident Map turns a GeoJSON file of reported incidents into an interactive story: a map, a timeline and linked
//! article summaries. This page is the home of its architecture.
//!
//! # Two artefacts
//!
//! - the **web app** (`app`, wasm only): Leptos on the client, built by Trunk into a *shell* that knows no story;
//! - the **command** (`cli`, native only), which carries the shell and turns it and a story into a site.
//!
//! `src/main.rs` is both: one program for two targets.
//!
//! The shell has a second WebAssembly file, the **reader** (`src/bin/reader.rs`): [`import`] for files that somebody
//! opens in the page, and the documents that say what was found in them. `public/boot.js` notices that a file is chosen,
//! dropped or named by the address and fetches `public/reader/open.js`, which has the reader read it in a worker, hands
//! the profile that comes out to the app ([`load`] reads it like any story) and has the reader fill banner and report
//! above the page. The app knows only that another story stands in the publisher's place, and how to go back.
//!
//! A third one reads **large files** in the profile (`src/bin/large.rs`), compiled for speed: [`load::stream`] makes
//! columns of numbers of the bytes, slice by slice, in a worker that keeps the file. The page gets the columns, 25 bytes a
//! record and in the order of time, and counts in them anew whenever the view or the filter changes
//! ([`query::store`], [`scene::crowd_clusters`]); what a card or a name says it asks of the worker, record by record
//! (`app::later::large`). The story on the page is then an excerpt that grows with what the reader looks at. By region they
//! are counted after each was looked up once, by its code or its place ([`query::store::Assignment`],
//! [`query::RegionTable`]).
//!
//! # One direction
//!
//! ```text
//! bytes ─load→ Dataset + [Issue] ─→ scene ─paint→ canvas │ SVG
//!                    ▲         └─→ document ────→ DOM    │ HTML
//!  URL fragment ⇄ ViewState ←apply── Intent ←── pointer, key, timeline, card
//! ```
//!
//! There is no way back but an [`view::Intent`]. All that is left of *paint* is plain Rust, compiled and tested
//! natively; it reads no clock and logs nothing.
//!
//! # The first picture
//!
//! The command puts the map into the page as SVG (`cli::site::poster`), so a reader sees it with the first HTML and style
//! sheet; the app's map takes its place once it is as fine. They coincide because the app's view of the whole story is
//! one box of the plane, [`view::MapHome::frame`], that the stage contains, whatever its size: a style sheet can do the
//! same. The stage itself therefore must not depend on what only the app has, such as the timeline. `public/early.js`, the
//! only script before the first painting, hides the picture where the address asks for something else. On a fresh visit it
//! also puts the map before all that would delay its frame: the text below the map is laid out, what the app needs is
//! downloaded and the app is started once that frame is on the screen. On a slow network the downloads do not wait.
//!
//! # In an article
//!
//! A story in an article is its page in a frame of another origin. `public/embed.js` makes the frame once a reader comes near
//! and gives it to the article as an element; everything else works for a bare frame too. `public/early.js` finds out that the
//! page is framed and what the publisher's query asks for, before anything is painted. The page then fills the frame in one
//! column, with the reports below the map folded away (`app::later::embed`, which also hears the article and tells it what
//! happens; `platform::host` has the messages, [`view::HostCommand`] what they may ask for).
//!
//! - *The height is known before the story comes*: `cli::site::heights` lays texts out at each width and puts a table into the
//!   page; what is copied into an article has it as a CSS length ([`document::Snippet`]). To tell a height only after the page
//!   is laid out moves the text that somebody is already reading.
//! - *Later heights follow a reader's action*, as when a report is opened ([`view::FrameFit`]); the map keeps its height, so
//!   that nothing moves above what was pressed.
//! - *The frame is a child of the element*, not in a shadow tree: styles that an article has for frames are overruled one by one
//!   instead, and tests in WebKit, whose driver cannot go into shadow trees, can look inside.
//! - *Without an origin* (`sandbox`) nothing of the page's own may be fetched unless the host sends our headers
//!   (`cli::site::headers`). To try one would put an error into the article's console, so `early.js` asks for the icon and sees
//!   whether the host tells its times.
//!
//! # Modules
//!
//! A module names only those above it in this table; `tests/architecture.rs` enforces that.
//!
//! | module | holds |
//! |---|---|
//! | [`order`] | one stable sort for all |
//! | [`geo`] | positions, equal-area projections, the immutable viewport, the basemap's arcs, point in region |
//! | [`time`] | dates as reported (EDTF), days and minutes, what counts them and where they are on an axis |
//! | [`locale`] | texts in several languages, interface messages, the seam for dates, numbers and plurals |
//! | [`basemap`] | names, credits and levels of detail of what lies under the incidents |
//! | [`story`] | the domain: story, incident, article, connection, phase, precision and status |
//! | [`query`] | the dataset, the reader's filter, and questions to both; very many incidents as columns ([`query::store`]); what incidents have in common ([`query::facets`]), and what they say ([`query::search`]) |
//! | [`report`] | what was found in a file: issues, recognised fields, counts |
//! | [`load`] | the profile's bytes to dataset and issues, or piece by piece to columns ([`load::stream`]) |
//! | [`import`] | any incident file to the profile, and what of a story is published ([`import::publish`]); with `load` the only place that knows `geojson`, `serde_json`, `csv` |
//! | [`scene`] | what to draw, in CSS pixels, as plain data; label placement; the SVG writer |
//! | [`view`] | what the reader has chosen, how it changes, and how an address carries it |
//! | [`document`] | the story as a text: a tree of HTML elements in one language |
//! | `platform` (web) | the only code that touches `web_sys`, `js_sys` and `gloo` |
//! | `app` (web) | Leptos: signals by rate of change, memos, components |
//! | `cli` (native) | the command; names neither `platform` nor `app` |
//!
//! Four modules are not in the first design. `order` holds what every module may need and the first download should
//! carry once. `locale` stands before the domain, because a story's texts and a
//! label's words need it long before a scene does. `basemap` keeps names and credits out of `geo`, which stays
//! free of languages. `document` exists because the static page and the app show the same text: one tree is written
//! as HTML by the command and built as DOM by the app, so the two cannot drift apart.
//!
//! # What keeps a step fast
//!
//! While a window of time is dragged all views follow in each frame, and a search shows what each key finds. With 100,000
//! incidents and the facets open a step took 16 to 18 ms and takes 11, a key took 50 to 75 and takes 22 (`make bench`; two
//! cores without a GPU):
//!
//! | instead of | | saves |
//! |---|---|---|
//! | a path for each bar | one for all bars of a class ([`scene`]) | 2 to 3 ms a step, with the next two |
//! | the hexagon of each record at each step | found once for a grid ([`query::store::Hexagons`]) | |
//! | `Intl` for each number and date | what was written is kept (`platform::intl`) | |
//! | changing the page before a canvas writes a text, which has a browser lay it out at once and again for the frame | painting first (`app::parts::after_painting`) | 1.5 ms a step, 15 a key |
//! | names of languages, title and attributes set again as they are | a look at what is there | 2 ms a step, with the next |
//! | facets counted over all records | over the run that a window keeps | |
//! | bars of all counted anew when a search answers | kept as long as their axis | 18 ms a key |
//!
//! # What keeps the first download small
//!
//! A reader on a phone waits for every kilobyte, so `make size` counts what the first view transfers and fails when it
//! grows over 200 KB (brotli). What was found to weigh, and what stands in its place:
//!
//! | instead of | there is | saved (brotli) |
//! |---|---|---|
//! | elements with signals, references and listeners in `view!` | one frame without any (`app::page`), filled with [`document`] trees that are patched in place | 24 KB |
//! | a sort for each type, the `geojson` crate's reader, derived readers, texts of floating-point numbers | [`order`], and readers of our own for shapes, held to the crate's in tests | 27 KB |
//! | a signal for each type | one type of signal, whatever it holds (`app::signal`) | 6 KB |
//! | `edtf-core` | a reader that keeps only what is asked of a date (`time::edtf`), held to it in tests | 5 KB |
//! | the standard library's sines, its own reduction of angles of any size, the parser's writer of numbers | `geo::trig`, and a writer that stops where a message does | 8 KB |
//! | the standard library as it comes | compiled with the app, for size, panics without words (`tests/tools/build-shell`) | 13 KB |
//! | what Trunk leaves | exports nobody calls taken out, names of imports shortened, scripts minified (`tests/tools/shrink-shell.mjs`) | 9 KB |
//! | one file of WebAssembly | what the first sight of a story does not need (`app::later`) in a second one, which shares memory and functions with the first and comes once the page is interactive, with the constants that only it uses (`tests/tools/split-wasm.mjs`) | 20 KB |
//! | the reading of any file, its banner and its report in the app | a second WebAssembly file with its own script, style and words, fetched with the first file (`public/reader`) | 8 KB for banner and report, and all of [`import`] |
//! | the basemap's level for the window | the coarsest first, on a grid of its own; a finer one follows once it is painted | 30 KB |
//!
//! So before adding to `app`, `load` or `document`: put what can wait into `app::later`, box closures before they reach Leptos, load through one type of
//! future (`platform::Coming`), keep generic code thin over one function that is not, and look at `make size`.
//!
//! # What must not be there
//!
//! - Nothing in `src/` or `index.html` knows a story: no place, no language list, no category but *operation* and
//!   *lead*, which the profile defines.
//! - No markup from data: texts become text nodes, links are `http` or `https` or no links.
//! - No `unwrap`, `expect` or indexing that input can reach: a panic ends the app.

// A test that panics says where and why, which is what it is for.
#![cfg_attr(
    test,
    allow(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod basemap;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod document;
pub mod geo;
pub mod import;
pub mod load;
pub mod locale;
pub mod order;
#[cfg(target_arch = "wasm32")]
pub mod platform;
pub mod query;
pub mod report;
pub mod scene;
pub mod story;
pub mod time;
pub mod view;
