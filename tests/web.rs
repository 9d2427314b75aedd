//! The seams to the browser, tested in one: `Intl` through [`IntlFormat`], and documents built as DOM.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use incident_map::document::Element;
use incident_map::geo::{ScreenPoint, ScreenRect, ScreenSize};
use incident_map::locale::{DateFields, Format, PluralCategory};
use incident_map::platform::{CanvasMeasure, IntlFormat, fill_element, paint_on};
use incident_map::scene::{Fill, Ink, Item, Palette, Scene, Segment, TextMeasure, TextStyle};
use incident_map::time::DateParts;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

/// As the app makes it: some browsers know no Kazakh, and write its numbers like Russian ones when told to.
fn format(tag: &str) -> IntlFormat {
    IntlFormat::new(tag, (tag == "kk").then_some("ru"))
}

#[wasm_bindgen_test]
fn numbers_and_plurals_follow_the_language() {
    for (tag, expected) in [("en", "1.5"), ("ru", "1,5"), ("kk", "1,5")] {
        assert_eq!(format(tag).number(1.5), expected, "{tag}");
    }
    for (count, expected) in [(1.0, "One"), (3.0, "Few"), (5.0, "Many"), (21.0, "One")] {
        let category = format("ru").plural_category(count);
        assert_eq!(format!("{category:?}"), expected, "{count}");
    }
    assert_eq!(format("kk").plural_category(3.0), PluralCategory::Other);
}

#[wasm_bindgen_test]
fn dates_name_what_is_asked_for_in_any_time_zone() {
    let may = DateParts {
        year: Some(2023),
        month: Some(5),
        day: Some(1),
    };
    let english = format("en");
    assert_eq!(english.date(may, DateFields::YearMonthDay), "May 1, 2023");
    assert_eq!(english.date(may, DateFields::YearMonth), "May 2023");
    assert_eq!(english.date(may, DateFields::Year), "2023");
    assert_eq!(english.date(may, DateFields::Month), "May");
    assert_eq!(english.date(may, DateFields::Day), "1");
    assert_eq!(format("ru").clock(750), "12:30");
    assert_eq!(format("ru").date(may, DateFields::MonthDay), "1 мая");
    let early = DateParts {
        year: Some(79),
        month: Some(8),
        day: Some(24),
    };
    assert!(english.date(early, DateFields::Year).starts_with("79"));
}

#[wasm_bindgen_test]
fn an_unknown_or_broken_tag_still_formats() {
    for tag in ["zz", "not a tag!", ""] {
        let format = IntlFormat::new(tag, None);
        assert!(!format.number(1234.5).is_empty(), "{tag}");
        let date = DateParts {
            year: Some(2023),
            month: None,
            day: None,
        };
        assert!(
            format.date(date, DateFields::Year).contains("2023"),
            "{tag}"
        );
    }
}

#[wasm_bindgen_test]
fn text_from_data_stays_text() {
    let container = document().create_element("div").unwrap();
    let hostile = "<img src=x onerror=alert(1)>";
    fill_element(
        &container,
        vec![Element::new("p").text(hostile), Element::new("p")],
    );
    assert_eq!(container.child_element_count(), 2);
    assert_eq!(
        container
            .first_element_child()
            .unwrap()
            .text_content()
            .unwrap(),
        hostile
    );
    assert!(container.query_selector("img").unwrap().is_none());
    fill_element(&container, vec![]);
    assert_eq!(container.child_element_count(), 0);
}

/// A button that has the focus, open details and a chosen card stay what they are when the words around them change.
#[wasm_bindgen_test]
fn what_fits_is_kept_and_what_does_not_is_replaced() {
    let container = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&container).unwrap();
    let page = |words: &str, tag: &'static str| {
        let details = Element::new("details").child(Element::new("summary").text(words));
        let button = Element::new("button").attribute("title", words).text(words);
        vec![Element::new(tag).attribute("lang", words), details, button]
    };
    fill_element(&container, page("one", "p"));
    let child = |index: u32| container.children().item(index).unwrap();
    let (first, details, button) = (child(0), child(1), child(2));
    details.set_attribute("open", "").unwrap();
    details.set_attribute("aria-current", "true").unwrap();
    button.set_attribute("class", "stale").unwrap();
    button
        .clone()
        .dyn_into::<web_sys::HtmlElement>()
        .unwrap()
        .focus()
        .unwrap();

    fill_element(&container, page("two", "h2"));
    assert_eq!(container.child_element_count(), 3);
    assert_eq!(child(0).local_name(), "h2");
    assert!(!first.is_connected(), "another element took its place");
    assert!(child(1).is_same_node(Some(&details)));
    assert!(details.has_attribute("open") && details.has_attribute("aria-current"));
    assert_eq!(details.text_content().unwrap(), "two");
    assert!(
        document()
            .active_element()
            .unwrap()
            .is_same_node(Some(&button))
    );
    assert_eq!(button.get_attribute("title").unwrap(), "two");
    assert!(!button.has_attribute("class"));

    fill_element(&container, vec![Element::new("h2").text("alone")]);
    assert_eq!(container.inner_html(), "<h2>alone</h2>");
    container.remove();
}

#[wasm_bindgen_test]
fn a_scene_is_painted_in_the_colours_of_the_palette() {
    let canvas = document().create_element("canvas").unwrap();
    let canvas: web_sys::HtmlCanvasElement = canvas.dyn_into().unwrap();
    let ground = ScreenRect::new(0.0, 0.0, 20.0, 20.0);
    let disc = Item::Path {
        segments: vec![Segment::Circle(ScreenPoint::new(10.0, 10.0), 5.0)],
        fill: Some(Fill::solid(Ink::Operation)),
        stroke: None,
    };
    let scene = Scene {
        size: Some(ScreenSize::new(20.0, 20.0)),
        items: vec![
            Item::rect(ground, Some(Fill::solid(Ink::Water)), None),
            disc,
        ],
    };
    let palette = Palette::from_properties(|property| match property {
        "--im-water" => "#0000ff".into(),
        _ => "#ff0000".into(),
    });
    paint_on(&canvas, &scene, &palette);
    let picture = canvas.to_data_url().unwrap();
    paint_on(
        &canvas,
        &Scene {
            items: Vec::new(),
            ..scene
        },
        &palette,
    );
    assert_ne!(picture, canvas.to_data_url().unwrap());
}

#[wasm_bindgen_test]
fn wider_text_measures_wider() {
    let width = |text| CanvasMeasure.width_px(text, TextStyle::Incident);
    assert!(width("Қостанай") > width("Қос"));
    assert_eq!(width(""), 0.0);
}
