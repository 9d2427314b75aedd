//! Links to a view: those that have been given away open the same view for ever, and no text breaks their reader.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use incident_map::query::Axis;
use incident_map::scene::Display;
use incident_map::time::{DAY_MINUTES, Moment, MomentSpan, WindowMode, WindowStep};
use incident_map::view::{Exploring, Fragment, MapPlace, SortOrder};
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
        "window": fragment.window.map(|window| window.to_interval()),
        "hidden": fragment.hidden,
        "mode": exploring.mode.as_str(),
        "step": exploring.step.map(|step| step.as_str()),
        "display": exploring.display.map(Display::as_str),
        "search": exploring.search,
        "only": exploring.only.iter().map(|only| json!([only.facet, only.values])).collect::<Vec<_>>(),
        "map": exploring.map.map(|map| json!([map.lat_deg, map.lng_deg, map.across_km])),
        "sort": exploring.sort.as_str(),
        "list of map": exploring.is_list_of_map,
        "axis": exploring.axis.map(|axis| axis.as_str()),
        "lanes": exploring.lanes,
        "short gaps": exploring.are_gaps_short,
        "time": exploring.time.map(|time| MomentSpan::from(time).to_interval()),
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

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".{1,12}", "[a-z]{1,8}", "[а-яәқң ,&=%#?/]{1,8}"]
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(
    values: Vec<T>,
) -> impl Strategy<Value = Option<T>> {
    prop::option::of(prop::sample::select(values))
}

prop_compose! {
    fn any_time()(from in -4_000_000..2_000_000_i64, length in 1..99_999_i64, is_days: bool) -> [Moment; 2] {
        let unit = if is_days { DAY_MINUTES } else { 1 };
        [from, from + length].map(|at| Moment(at * unit))
    }
}

prop_compose! {
    fn any_map()(lat_deg in -90.0..=90.0_f64, lng_deg in -180.0..=180.0_f64, log_km in -2.0..4.3_f64) -> MapPlace {
        MapPlace { lat_deg, lng_deg, across_km: 10_f64.powf(log_km) }.rounded()
    }
}

prop_compose! {
    fn any_exploring()(
        search in prop_oneof![Just(String::new()), any_text()],
        only in prop::collection::vec((any_text(), prop::collection::vec(any_text(), 1..4)), 0..4),
        mode in prop::sample::select(WindowMode::ALL.map(|(_, mode)| mode).to_vec()),
        step in one_of(["minute", "hour", "day", "week", "month", "quarter", "year", "decade", "incident"].map(|word| WindowStep::from_word(word).unwrap()).to_vec()),
        display in one_of(Display::ALL.map(|(_, display)| display).to_vec()),
        map in prop::option::of(any_map()),
        sort in prop::sample::select(SortOrder::ALL.map(|(_, order)| order).to_vec()),
        (is_list_of_map, are_gaps_short) in any::<(bool, bool)>(),
        axis in one_of(vec![Axis::Calendar, Axis::Sequence]),
        lanes in prop::option::of(any_text()),
        time in prop::option::of(any_time()),
    ) -> Exploring {
        let mut exploring = Exploring {
            search, mode, step, display, map, sort, is_list_of_map, axis, lanes, are_gaps_short, time, ..Exploring::default()
        };
        for (facet, values) in only {
            exploring.want(&facet, values);
        }
        exploring
    }
}

proptest! {
    #[test]
    fn every_way_to_explore_survives_the_address(exploring in any_exploring()) {
        let fragment = Fragment {
            exploring: exploring.to_text(),
            ..Fragment::default()
        };
        let parsed = Fragment::parse(&format!("#{}", fragment.to_text()));
        prop_assert_eq!(&parsed.fragment, &fragment);
        prop_assert!(!parsed.has_unknown);
        let read = Exploring::parse(&parsed.fragment.exploring);
        prop_assert_eq!(read, (exploring, true));
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader_and_what_it_reads_is_what_it_writes(
        text in prop_oneof![
            ".*",
            "#?(v=1)?(&(sel|lang|theme|hide|when|mode|step|display|utm|q|map|sort|list|axis|lanes|gaps|time|only[.]status|only[.])=[a-z0-9%,./T:-]{0,9}){0,5}",
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
