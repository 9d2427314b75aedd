//! False friends, doubtful fields, and what the values alone say.

use super::*;
use proptest::prelude::*;
use serde_json::json;

#[test]
fn coordinates_are_found_by_name_even_if_swapped_or_projected() {
    check(
        &[("lat", &["69.1"]), ("lng", &["54.5"])],
        &["longitude = lng", "latitude = lat"],
    );
    check(
        &[("latitude", &["6789012.5"]), ("longitude", &["1234567.5"])],
        &["longitude = longitude", "latitude = latitude"],
    );
    check(
        &[("lat", &["52°31′12″N"]), ("long", &["13°24′E"])],
        &["longitude = long", "latitude = lat"],
    );
    // Some missing or bad values do not matter.
    check(
        &[
            ("GPS Lat.", &["54.5", "unknown", "54.6"]),
            ("GPS Long.", &["69.1", "", "69.2"]),
        ],
        &["longitude = GPS Long.", "latitude = GPS Lat."],
    );
}

#[test]
fn x_and_y_are_coordinates_only_if_they_look_so() {
    check(
        &[("x", &["13.41"]), ("y", &["52.52"])],
        &["longitude = x", "latitude = y"],
    );
    check(&[("X", &["392345.1"]), ("Y", &["5820123.9"])], &[]);
    check(&[("x", &["12"]), ("y", &["40"])], &[]);
    check(
        &[("Länge", &["120.5", "230.5"]), ("Breite", &["40.5"])],
        &[],
    );
}

#[test]
fn a_coordinate_alone_or_in_words_is_none() {
    check(&[("latitude", &["54.5"])], &[]);
    check(&[("long", &["a long text"]), ("lat", &["54.5"])], &[]);
}

#[test]
fn coordinates_of_one_pair_stay_together() {
    check(
        &[
            ("start_lat", &["54.5"]),
            ("lng", &["69.1"]),
            ("start_lng", &["69.2"]),
            ("location.latitude", &["54.6"]),
            ("location.longitude", &["69.3"]),
            ("lat", &["54.7"]),
        ],
        &["longitude = lng", "latitude = lat"],
    );
    check(
        &[
            ("lng", &["69.1"]),
            ("start_lat", &["54.5"]),
            ("start_lng", &["69.2"]),
            ("reporter_lat", &["54.6"]),
        ],
        &["longitude = start_lng", "latitude = start_lat"],
    );
}

#[test]
fn positions_in_one_field_are_found_and_their_order() {
    let check_form = |name: &str, values: &[&str], form: &str| {
        let mapping = check(&[(name, values)], &[&format!("position = {name}")]);
        assert_eq!(
            mapping.field(Target::Position).unwrap().form,
            form,
            "{name} {values:?}"
        );
    };
    check_form("Location", &["(41.8, -87.6)"], "latitude-longitude");
    check_form("location", &["POINT (-87.6 41.8)"], "well-known-text");
    check_form("coordinates", &["=[69.1, 54.5]"], "longitude-latitude");
    check_form("lon_lat", &["69.1, 54.5"], "longitude-latitude");
    check_form("coords", &["-122.4 37.7"], "longitude-latitude");
    check_form("Lat/Lon", &["54,5; 69,1"], "latitude-longitude");
    // Under a name that says nothing.
    check_form("spalte7", &["54.5, 69.1"], "latitude-longitude");
}

#[test]
fn a_location_in_words_is_a_place() {
    check(&[("location", &["Old bridge"])], &["place = location"]);
    check(
        &[
            ("location", &["POINT (1.5 2.5)"]),
            ("place.name", &["Old bridge"]),
        ],
        &["place = place.name", "position = location"],
    );
}

#[test]
fn dates_of_the_incident_win_over_dates_of_the_record() {
    let date = &["2024-05-06"][..];
    let check = |names: &[&str], expected: &str| {
        let samples: Vec<Sample> = names.iter().map(|name| (*name, date)).collect();
        let expected: Vec<&str> = Some(expected)
            .filter(|text| !text.is_empty())
            .into_iter()
            .collect();
        check(&samples, &expected);
    };
    check(&["created_at", "updated_at", "date"], "time = date");
    check(&["Date Reported", "Date Occurred"], "time = Date Occurred");
    check(&["published", "flight_date"], "time = flight_date");
    check(&["published", "when"], "time = when");
    check(&["arrest_date", "collision_date"], "time = collision_date");
    // Where nothing else is there.
    check(&["published", "reported", "updated"], "time = reported");
    check(&["published", "created"], "time = created");
    check(&["updated"], "");
    check(&["date_of_birth"], "");
    // Two dates of the incident that cannot be told apart.
    check(&["departure_date", "landing_date"], "");
    check(&["departure", "landing"], "");
    check(&["departure"], "time = departure");
}

#[test]
fn a_year_or_month_is_the_time_only_without_a_better_one() {
    let year = ("Year", &["2024"][..]);
    check(&[year, ("Month", &["5"])], &["time = Year"]);
    check(&[year, ("Month", &["2024-05"])], &["time = Month"]);
    check(&[year, ("date", &["2024-05-06"])], &["time = date"]);
    check(&[year, ("reported", &["2025-01-02"])], &["time = Year"]);
    check(&[("event_year", &["=1985"])], &["time = event_year"]);
    check(&[("year_built", &["=1985"])], &[]);
}

#[test]
fn a_number_is_a_time_only_by_name() {
    check(&[("time", &["=1517966773840"])], &["time = time"]);
    check(&[("amount", &["=1517966773840"])], &[]);
}

#[test]
fn dates_that_cannot_be_read_are_still_the_dates() {
    check(
        &[("Date", &["early in May", "late in June"])],
        &["time = Date"],
    );
}

#[test]
fn a_time_of_day_is_no_date_and_belongs_to_one() {
    check(
        &[("date", &["2024-05-06"]), ("time", &["14:05"])],
        &["time = date", "time-of-day = time"],
    );
    check(&[("time", &["14:05"])], &[]);
    check(&[("time", &["2024-05-06T14:05"])], &["time = time"]);
    // The date has it already.
    check(
        &[("date", &["2024-05-06T14:05"]), ("time", &["14:05"])],
        &["time = date"],
    );
    // Minutes past midnight, or hours?
    check(
        &[("date", &["2024-05-06"]), ("time", &["3", "12"])],
        &["time = date"],
    );
    let mapping = check(
        &[("date", &["2024-05-06"]), ("hour", &["3", "12"])],
        &["time = date", "time-of-day = hour"],
    );
    assert_eq!(mapping.field(Target::TimeOfDay).unwrap().form, "hour");
}

#[test]
fn a_category_is_a_few_words_that_come_again() {
    check(&[("type", &["Feature"])], &[]);
    check(&[("type", &["theft"])], &["category = type"]);
    check(&[("incident_type", &["theft"])], &[]);
    check(&[("category", &["1", "2", "3"])], &["category = category"]);
    check(&[("category", &["kind {n}"])], &[]);
    check(&[("event", &["Flood", "Fire"])], &["category = event"]);
    check(&[("event", &["Flood of {n}"])], &["title = event"]);
    let mapping = check(
        &[("spalte3", &["Brand", "Unfall"])],
        &["category = spalte3"],
    );
    assert_eq!(mapping.fields[0].reason, Reason::Values);
    for name in ["Country", "Borough"] {
        let columns = columns_of(&[(name, &["A land", "B land"])], RECORDS);
        let mapping = detect(&columns, &Told::new()).unwrap();
        assert_eq!(mapping.field(Target::Category), None, "{name}");
    }
    check(&[("spalte4", &["ja", "nein"])], &[]);
    // Which of two is doubtful.
    check(
        &[
            ("spalte3", &["Brand", "Unfall"]),
            ("spalte4", &["West", "Ost"]),
        ],
        &[],
    );
}

#[test]
fn categories_that_can_be_told_apart_win() {
    let kinds: Vec<String> = (0..30).map(|n| format!("kind {n}")).collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let few = ("Offense Parent Group", &["theft", "assault"][..]);
    check(&[("Offense", &kinds), few], &["category = Offense"]);
    let columns = |count: usize| {
        let kinds: Vec<String> = (0..count).map(|n| format!("kind {n}")).collect();
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        let columns = columns_of(&[("Offense", &kinds), few], 400);
        let mapping = detect(&columns, &Told::new()).unwrap();
        mapping.field(Target::Category).unwrap().field.clone()
    };
    assert_eq!(columns(50), "Offense");
    assert_eq!(columns(51), "Offense Parent Group");
}

#[test]
fn a_small_file_may_have_a_category_for_each_record() {
    let samples: [Sample; 1] = [("category", &["a", "b", "c"])];
    let mapping = detect(&columns_of(&samples, 3), &Told::new()).unwrap();
    assert!(mapping.field(Target::Category).is_some());
}

#[test]
fn titles_summaries_links_and_sources_are_told_apart() {
    check(&[("name", &["Flood of {n}"])], &["title = name"]);
    check(&[("name", &["Ann Example", "Bob Sample"])], &[]);
    check(&[("name", &["Object {n}"]), ("age", &["30"])], &[]);
    check(
        &[("source", &["https://a.example/{n}"])],
        &["link = source"],
    );
    check(&[("source", &["Daily News"])], &["source = source"]);
    check(&[("reported_by", &["Ann Example"])], &[]);
    check(&[("reported_by", &["POLICE"])], &["source = reported_by"]);
    check(
        &[("spalte9", &["https://a.example/{n}"])],
        &["link = spalte9"],
    );
    check(
        &[
            ("a", &["https://a.example/{n}"]),
            ("b", &["https://b.example/{n}"]),
        ],
        &[],
    );
    let long =
        "What happened, told at such length that it takes more than a line to read it, as in {n}";
    check(&[("spalte2", &[long])], &["summary = spalte2"]);
    check(&[("spalte2", &[long]), ("spalte5", &[long])], &[]);
}

#[test]
fn a_state_can_be_a_region_or_how_far_a_matter_has_come() {
    check(
        &[("state", &["TX", "CA"]), ("type", &["a", "b"])],
        &["category = type", "region = state"],
    );
    check(
        &[("state", &["open", "closed"]), ("type", &["a", "b"])],
        &["category = type"],
    );
}

#[test]
fn precision_is_in_words_that_are_known() {
    check(
        &[("precision", &["exact", "district"])],
        &["precision = precision"],
    );
    check(&[("accuracy", &["12.5", "30"])], &[]);
    check(&[("geo_precision", &["1", "2"])], &[]);
    check(
        &[
            ("date", &["2024-05-06"]),
            ("date precision", &["day", "month"]),
        ],
        &["time = date", "time-precision = date precision"],
    );
}

#[test]
fn an_id_is_another_for_every_record() {
    check(&[("id", &["{n}"])], &["id = id"]);
    check(&[("id", &["1", "2"])], &[]);
    check(&[("officer_id", &["{n}"])], &[]);
    check(
        &[("incident_id", &["{n}"]), ("objectid", &["{n}"])],
        &["id = incident_id"],
    );
}

#[test]
fn nothing_is_found_in_nothing() {
    check(&[], &[]);
    check(
        &[
            ("date", &[]),
            ("latitude", &[]),
            ("longitude", &[]),
            ("", &["x"]),
        ],
        &[],
    );
}

#[test]
fn fields_beyond_the_limit_are_used_only_if_told() {
    let mut columns = columns_of(&[("filler", &[])], 1);
    columns.resize(MOST_FIELDS, columns[0].clone());
    columns.extend(columns_of(&[("date", &["2024-05-06"])], RECORDS));
    assert_eq!(detect(&columns, &Told::new()).unwrap().fields, []);
    let mut told = Told::new();
    told.tell_option("time=date").unwrap();
    assert_eq!(detect(&columns, &told).unwrap().fields.len(), 1);
}

#[test]
fn memory_of_a_field_stays_small() {
    let mut stats = FieldStats::new();
    for n in 0..100_000 {
        stats.add_cell(&format!("{n} {}", "x".repeat(100)));
    }
    assert_eq!((stats.present, stats.distinct()), (100_000, None));
    assert!(stats.examples.len() <= 16 && stats.examples.iter().all(|text| text.len() <= 64));
    assert_eq!(stats.uniqueness(), 1.0);
}

#[test]
fn values_are_counted_by_their_look() {
    let mut stats = FieldStats::new();
    for value in [
        json!(null),
        json!(" "),
        json!(12),
        json!("12,5"),
        json!("-91"),
        json!(true),
        json!("x"),
        json!({}),
    ] {
        stats.add(&value);
    }
    assert_eq!((stats.present, stats.empty), (6, 2));
    assert_eq!((stats.numbers, stats.integers), (3, 2));
    assert_eq!((stats.latitudes, stats.longitudes), (2, 3));
    assert_eq!(stats.range, Some((-91.0, 12.5)));
    assert_eq!((stats.texts, stats.booleans, stats.longest), (1, 1, 4));
    assert_eq!(stats.distinct(), Some(5));
}

proptest! {
    #[test]
    fn detection_never_panics(
        names in proptest::collection::vec(prop_oneof!["\\PC{0,12}", "(lat|lng|date|time|id|x|y|name|type| |_|[A-Z]){1,4}"], 0..8),
        values in proptest::collection::vec(prop_oneof!["\\PC{0,20}", "[0-9:.,()°NE+/ -]{0,14}", "(POINT|http://|\\{|a@b|PM)?[0-9( .,m]{0,8}"], 1..12),
        said in "\\PC{0,12}",
    ) {
        let column = |name: &String| {
            let mut stats = FieldStats::new();
            for value in &values {
                stats.add(&Value::String(value.clone()));
                stats.add_cell(value);
            }
            looks_personal(name, &stats);
            (name.clone(), stats, (values.len(), values.len()))
        };
        let columns: Vec<Column> = names.iter().map(column).collect();
        let mapping = detect(&columns, &Told::new()).unwrap();
        // Every target once, and only fields that are there.
        for found in &mapping.fields {
            prop_assert!(names.contains(&found.field));
            prop_assert_eq!(mapping.fields.iter().filter(|other| other.target == found.target).count(), 1);
        }
        let mut told = Told::new();
        if told.tell_option(&said).is_ok() {
            let _ = detect(&columns, &told);
        }
        for value in &values {
            precision_of(Some(KnownFormat::Acled), &json!(value));
            time_precision_of(None, &json!(value));
        }
    }
}
