//! Links to a view: those that have been given away open the same view for ever, and no text breaks their reader.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use incident_map::scene::Display;
use incident_map::view::{Exploring, Fragment};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a link says, in the words of the recorded ones.
fn read(link: &str) -> Value {
    let parsed = Fragment::parse(link);
    let (exploring, is_understood) = Exploring::parse(&parsed.fragment.exploring);
    let fragment = parsed.fragment;
    json!({
        "link": link,
        "selection": fragment.selection,
        "language": fragment.language,
        "theme": fragment.theme.map(|theme| theme.as_str()),
        "window": fragment.window.map(|window| window.to_edtf()),
        "hidden": fragment.hidden,
        "mode": exploring.mode.as_str(),
        "step": exploring.step.map(|step| step.as_str()),
        "display": exploring.display.map(Display::as_str),
        "understood": is_understood && !parsed.has_unknown,
    })
}

/// Links of every release: one is added for each thing that an address learns to say, and none is ever changed.
#[test]
fn links_that_were_given_away_open_the_same_view() {
    let recorded: Vec<Value> = serde_json::from_str(include_str!("links/links.json")).unwrap();
    assert!(recorded.len() > 10);
    for expected in recorded {
        let link = expected["link"].as_str().unwrap();
        assert_eq!(read(link), expected, "{link}");
    }
}

#[test]
fn every_way_to_explore_survives_the_address() {
    use incident_map::time::{WindowMode, WindowStep};
    let steps = [
        "day", "week", "month", "quarter", "year", "decade", "incident",
    ];
    let steps = steps.map(|word| Some(WindowStep::from_word(word).unwrap()));
    let displays = Display::ALL.map(|(_, display)| Some(display));
    for (_, mode) in WindowMode::ALL {
        for step in steps.into_iter().chain([None]) {
            for display in displays.into_iter().chain([None]) {
                let exploring = Exploring {
                    mode,
                    step,
                    display,
                };
                let fragment = Fragment {
                    exploring: exploring.to_text(),
                    ..Fragment::default()
                };
                let parsed = Fragment::parse(&format!("#{}", fragment.to_text()));
                assert_eq!(parsed.fragment, fragment);
                let read = Exploring::parse(&parsed.fragment.exploring);
                assert_eq!(read, (exploring, true));
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader_and_what_it_reads_is_what_it_writes(
        text in prop_oneof![
            ".*",
            "#?(v=1)?(&(sel|lang|theme|hide|when|mode|step|display|utm)=[a-z0-9%,./-]{0,9}){0,5}",
        ],
    ) {
        let fragment = Fragment::parse(&text).fragment;
        let (exploring, _) = Exploring::parse(&fragment.exploring);
        let again = Fragment::parse(&fragment.to_text());
        prop_assert_eq!(&again.fragment, &fragment);
        prop_assert_eq!(Exploring::parse(&again.fragment.exploring).0, exploring);
        prop_assert!(!again.has_unknown);
    }
}
