use super::*;
use crate::load::story_from_geojson;

fn dataset() -> Dataset {
    let feature = |id: &str, kind: &str| {
        format!(
            r#"{{"type":"Feature","id":"{id}","geometry":null,"properties":{{"title":"{id}","kind":"{kind}"}}}}"#
        )
    };
    let text = format!(
        r#"{{"type":"FeatureCollection","story":{{"languages":["en","kk"],"categories":[{{"id":"road closure"}}]}},
        "features":[{},{}]}}"#,
        feature("a", "operation"),
        feature("b", "road closure"),
    );
    story_from_geojson(text.as_bytes()).unwrap().dataset
}

#[test]
fn what_is_outside_of_the_window_is_hidden_until_it_is_selected() {
    let feature = |id: &str, when: &str| {
        format!(
            r#"{{"type":"Feature","id":"{id}","geometry":null,"properties":{{"title":"{id}"{when}}}}}"#
        )
    };
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{},{},{}]}}"#,
        feature("may", r#","when":"2023-05""#),
        feature("july", r#","when":"2023-07-20""#),
        feature("undated", ""),
    );
    let dataset = story_from_geojson(text.as_bytes()).unwrap().dataset;
    let shown = |state: &ViewState| -> Vec<&str> {
        let incidents = dataset.incidents.iter().enumerate();
        let kept = incidents.filter(|(at, incident)| state.filter.keeps(*at, incident));
        kept.map(|(_, incident)| incident.id.as_str()).collect()
    };
    let window = |text: &str| {
        let fragment = Fragment::parse(&format!("when={text}")).fragment;
        apply(&ViewState::default(), &Intent::Restore(fragment), &dataset)
    };
    assert_eq!(shown(&ViewState::default()), ["may", "july", "undated"]);
    // What may lie in it is in it.
    let state = window("2023-05-31/2023-07-19");
    assert_eq!(shown(&state), ["may"]);
    assert_eq!(shown(&window("2023-07-20/..")), ["july"]);
    let selected = apply(&state, &Intent::Select(Some(2)), &dataset);
    assert_eq!(shown(&selected), ["may", "july", "undated"]);
    // Kinds are chosen within the window.
    let only = apply(&state, &Intent::OnlyKind(Kind::Operation), &dataset);
    assert_eq!(only.filter.window(), state.filter.window());
    let all = apply(&state, &Intent::ShowAll, &dataset);
    assert_eq!(all, ViewState::default());
}

#[test]
fn an_intent_that_makes_no_sense_changes_nothing() {
    let dataset = dataset();
    let state = ViewState {
        selection: Some(1),
        ..ViewState::default()
    };
    let after = |intent| apply(&state, &intent, &dataset);
    assert_eq!(after(Intent::Select(Some(7))).selection, None);
    assert_eq!(after(Intent::SetLanguage("fr".into())), state);
    assert_eq!(
        after(Intent::SelectBeside(Direction::Next)).selection,
        Some(0)
    );
    assert_eq!(
        after(Intent::SetLanguage("kk".into())).language.as_deref(),
        Some("kk")
    );
}

#[test]
fn an_address_brings_back_the_state_it_was_made_from() {
    let dataset = dataset();
    let to_1_may = MomentSpan::parse("../2023-05-01").unwrap();
    // Neither incident has a date, so that none is selected within a window.
    for (selection, window) in [(Some(1), None), (None, Some(to_1_may))] {
        let state = ViewState {
            selection,
            language: Some("kk".into()),
            theme: Some(Theme::Dark),
            filter: Filter::hiding(&[Kind::Operation, Kind::Lead]).in_window(window),
            ..ViewState::default()
        };
        let restore = Intent::Restore(state.to_fragment(&dataset));
        assert_eq!(apply(&ViewState::default(), &restore, &dataset), state);
    }
}

#[test]
fn what_is_listed_is_left_by_selecting_something_else() {
    let dataset = dataset();
    let listed = |state: &ViewState| state.listed.as_deref().cloned();
    let after = |state: &ViewState, intent| apply(state, &intent, &dataset);
    let state = after(&ViewState::default(), Intent::List(vec![1, 7]));
    assert_eq!((state.selection, listed(&state)), (Some(1), Some(vec![1])));
    for (intent, expected) in [
        (Intent::Select(Some(1)), Some(vec![1])),
        (Intent::Select(Some(0)), None),
        (Intent::Select(None), None),
        (Intent::ListAll, None),
        (Intent::Restore(Fragment::default()), None),
        (Intent::MoreCards, Some(vec![1])),
        (Intent::List(vec![9]), None),
    ] {
        assert_eq!(
            listed(&after(&state, intent.clone())),
            expected,
            "{intent:?}"
        );
    }
    let more = after(&state, Intent::MoreCards);
    assert_eq!(
        (more.more_cards, after(&more, Intent::ListAll).more_cards),
        (1, 0)
    );
}

#[test]
fn the_selected_incident_is_never_a_hidden_one() {
    let dataset = dataset();
    let (of_b, all) = (Kind::Category(0), Filter::default());
    let hiding = |kinds: &[Kind]| Filter::hiding(kinds);
    let (no_a, no_b) = (hiding(&[Kind::Operation]), hiding(&[of_b]));
    let none = hiding(&[Kind::Operation, of_b]);
    let from_address = |text: &str| Intent::Restore(Fragment::parse(text).fragment);
    // Before: selection and filter; after the intent: the same.
    for (selection, filter, intent, expected) in [
        // What is hidden is no longer selected; what is not, is.
        (Some(1), &all, Intent::ToggleKind(of_b), (None, &no_b)),
        (Some(0), &all, Intent::ToggleKind(of_b), (Some(0), &no_b)),
        (Some(0), &no_b, Intent::ToggleKind(of_b), (Some(0), &all)),
        (Some(0), &all, Intent::OnlyKind(of_b), (None, &no_a)),
        (None, &no_b, Intent::OnlyKind(of_b), (None, &no_a)),
        (None, &no_a, Intent::OnlyKind(of_b), (None, &all)),
        (Some(0), &no_b, Intent::HideAllKinds, (None, &none)),
        (None, &none, Intent::ShowAll, (None, &all)),
        // What is selected is shown.
        (None, &none, Intent::Select(Some(1)), (Some(1), &no_a)),
        (None, &none, Intent::List(vec![0]), (Some(0), &no_b)),
        (
            None,
            &all,
            from_address("sel=b&hide=operation,road%20closure,else"),
            (Some(1), &no_a),
        ),
        (Some(0), &no_b, from_address(""), (None, &all)),
        // The next one is the next of those that are shown.
        (
            Some(1),
            &no_a,
            Intent::SelectBeside(Direction::Next),
            (Some(1), &no_a),
        ),
        (
            None,
            &none,
            Intent::SelectBeside(Direction::Previous),
            (None, &none),
        ),
    ] {
        let state = ViewState {
            selection,
            filter: filter.clone(),
            ..ViewState::default()
        };
        let after = apply(&state, &intent, &dataset);
        let found = (after.selection, &after.filter);
        assert_eq!(found, expected, "{intent:?}");
    }
}

#[test]
fn what_is_listed_stays_so_while_some_of_it_is_shown() {
    let dataset = dataset();
    let listed = |positions: &[usize], hidden: Kind| {
        let state = apply(
            &ViewState::default(),
            &Intent::List(positions.to_vec()),
            &dataset,
        );
        apply(&state, &Intent::ToggleKind(hidden), &dataset).listed
    };
    assert!(listed(&[0, 1], Kind::Operation).is_some());
    assert!(listed(&[0], Kind::Operation).is_none());
}

#[test]
fn a_search_without_a_word_narrows_nothing() {
    for (text, narrows) in [
        ("&q=-", false),
        ("&q=%22", false),
        ("&q=%20", false),
        ("&q=-a", true),
    ] {
        let (exploring, is_understood) = super::Exploring::parse(text);
        assert!(is_understood, "{text}");
        assert_eq!(exploring.narrows(), narrows, "{text}");
        assert_eq!(exploring.to_text(), text, "what is typed stays");
    }
}
