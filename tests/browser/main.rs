//! The site in real browsers, over WebDriver: everything is found by role and name, as a person finds it.
//!
//! The site is the folder `dist/`, or the one that `INCIDENT_MAP_SITE` names. Drivers are looked for on `PATH`.
//! After every test in Chromium the console must be quiet and no other host may have been asked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

#[path = "../crowd/mod.rs"]
mod crowd;
mod displays;
mod drivers;
mod page;
mod server;

mod accessibility;
mod agreement;
mod article;
mod begun;
mod embed;
mod engines;
mod failures;
mod filter;
mod finding;
mod fitting;
mod keyboard;
mod large;
mod layout;
mod many;
mod map;
#[allow(dead_code)]
#[path = "../corpora/material.rs"]
mod material;
mod open;
mod pointer;
mod poster;
mod print;
mod real_files;
mod regions;
mod screenshots;
mod selection;
mod settings;
mod story;
mod talking;
mod time;
mod time_of_day;
mod timeline;
mod whole;
mod window;
