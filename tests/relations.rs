//! Whether dates may and surely do lie in a window of time, beside what another implementation of EDTF says.
//!
//! `edtf/relations.json` has what edtf.js 4.11.1 gave (Sylvester Keil, BSD 2-Clause): for each window and date whether their
//! days from `min` to `max` overlap, and whether the window `covers` the date. Seasons are not among them, as EDTF does not say
//! which months they are. `time::moment` holds the same against brute
//! force over minutes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use incident_map::time::{MomentSpan, When};

#[test]
fn dates_lie_in_windows_as_another_implementation_says() {
    let recorded: Vec<(String, String, bool, bool)> =
        serde_json::from_str(include_str!("edtf/relations.json")).unwrap();
    assert!(recorded.len() > 150);
    let span = |text: &str| -> Option<MomentSpan> { When::parse(text).ok()?.moments() };
    let span_of = |text: &str| span(text).unwrap();
    let mut others = Vec::new();
    for (window, date, may, surely) in recorded {
        let found = span(&date).map(|span| {
            let window = span_of(&window);
            (window.may_hold(span), window.surely_holds(span))
        });
        if found != Some((may, surely)) {
            others.push(format!(
                "{date} in {window}: {found:?}, recorded {may} {surely}"
            ));
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}
