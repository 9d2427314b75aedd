use icu_normalizer::DecomposingNormalizerBorrowed;
use proptest::prelude::*;

use super::*;

mod naive;

/// What a browser does with `normalize("NFKD")`.
pub(super) fn decomposed(text: &str) -> String {
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    normalizer.normalize(text).into_owned()
}

fn fold(text: &str) -> String {
    folded(&decomposed(text))
}

fn query(text: &str) -> Query {
    Query::parse(&decomposed(text))
}

fn index_of<T: AsRef<str>>(records: &[T]) -> SearchIndex {
    let mut builder = SearchIndexBuilder::new();
    for record in records {
        builder.add(&decomposed(record.as_ref()));
    }
    builder.finish()
}

/// The text with what was found for the query in square brackets.
fn marked(text: &str, of_query: &str) -> String {
    let query = query(of_query);
    let found = index_of(&[text]).find(&query).unwrap_or_default();
    let mut marked = text.to_owned();
    let marker = Marker::new(&query, &found.words);
    for range in marker.ranges(text, &decomposed).into_iter().rev() {
        marked.insert(range.end, ']');
        marked.insert(range.start, '[');
    }
    marked
}

#[test]
fn letters_that_are_typed_for_one_another_are_the_same() {
    let same = [
        ("Étude à Zürich", "etude a zurich"),
        ("STRASSE Straße STRAẞE", "strasse strasse strasse"),
        ("Łódź, Århus, Tromsø, Đakovo", "lodz, arhus, tromso, dakovo"),
        ("Þingvellir Æsir œuvre", "thingvellir aesir oeuvre"),
        ("İSTANBUL Iğdır ılık", "istanbul igdir ilik"),
        ("Bakı, Gəncə", "baki, gence"),
        ("ΌΔΟΣ οδός Ὀδυσσεύς", "οδοσ οδοσ οδυσσευσ"),
        ("Ёлка йод ПОЁТ", "елка иод поет"),
        ("Қызылорда Өскемен Ұлытау", "кызылорда оскемен улытау"),
        (
            "Әл-Фараби Һиҗрә Іле Ғалым Теңіз Үш",
            "ал-фараби хижра иле галым тениз уш",
        ),
        ("Київ Ґанок Україна", "киив ганок украина"),
        ("مُحَمَّد أحمد ٢٠٢٤", "محمد احمد 2024"),
        ("שָׁלוֹם", "שלום"),
        ("co\u{AD}op zero\u{200B}width", "coop zerowidth"),
        ("ﬁne № ２４", "fine no 24"),
    ];
    for (text, expected) in same {
        assert_eq!(fold(text), expected, "{text}");
    }
}

#[test]
fn folding_twice_changes_nothing() {
    for c in '\0'..=char::MAX {
        let text = c.to_string();
        for once in [folded(&text), fold(&text)] {
            assert_eq!(folded(&once), once, "{c:?}");
        }
    }
}

#[test]
fn words_end_where_people_think_they_do() {
    let examples: [(&str, &[&str]); 9] = [
        ("O'Brien’s, l‘eau!", &["obriens", "leau"]),
        ("Усть-Каменогорск", &["усть", "каменогорск"]),
        ("A1 3.5kg—x_y", &["a1", "3", "5kg", "x", "y"]),
        ("東京tower 2", &["東", "京", "tower", "2"]),
        ("น้ำ", &["น", "\u{e4d}", "า"]),
        ("हिन्दी", &["हिनदी"]),
        ("½ cup", &["1", "2", "cup"]),
        ("oʻzbek", &["ozbek"]),
        ("' -- \u{301} \"", &[]),
    ];
    for (text, expected) in examples {
        let mut words = Vec::new();
        fold::for_each_word(&decomposed(text), &mut |word| words.push(word.to_owned()));
        assert_eq!(words, expected, "{text}");
    }
}

const PLACES: [&str; 12] = [
    "Police found a warehouse in Semipalatinsk\nПолиция нашла склад в Семипалатинске\nПолиция Семейде қойма тапты",
    "Raid in Rostov-on-Don\nРейд в Усть-Каменогорске, ул. Мира 2024",
    "Қызылорда қаласында тәркіленді",
    "Großrazzia in Düsseldorf: Straßenhändler verhaftet",
    "İzmir'de büyük operasyon, Diyarbakır ve Şanlıurfa",
    "Αστυνομική επιχείρηση στον Πειραιά, λιμένας Θεσσαλονίκης",
    "The lab was raided; O’Brien was arrested",
    "red army surplus 2023",
    "army red\nsurplus",
    "東京で逮捕",
    "Ножи и ёмкости, йод",
    "policeman 20245",
];

#[test]
fn what_is_typed_is_found() {
    let examples: [(&str, &[u32]); 51] = [
        // Words, beginnings of words, in any order, without regard to case and accents.
        ("police", &[0, 11]),
        ("WAREHOUSE pol", &[0]),
        ("dusseldorf strassenhandler", &[3]),
        ("STRASSE", &[3]),
        ("izmir DIYARBAKIR", &[4]),
        ("sanliurfa", &[4]),
        ("obrien", &[6]),
        ("o'brien", &[6]),
        ("πειραιας", &[5]),
        ("θεσσαλονικησ ΛΙΜΕΝΑΣ", &[5]),
        ("емкости иод", &[10]),
        ("кызылорда", &[2]),
        ("ҚЫЗЫЛОРДА таркиленди", &[2]),
        ("каменогорск", &[1]),
        ("усть каменогорск", &[1]),
        ("усть-каменогорск", &[1]),
        ("京東", &[9]),
        ("東京 逮捕", &[9]),
        ("东", &[]),
        // Typing errors: one of each kind, and two in a long word.
        ("plice", &[0, 11]),
        ("poliice", &[0, 11]),
        ("polixe", &[0, 11]),
        ("poilce", &[0, 11]),
        ("poilcex", &[]),
        ("semipltinsk", &[0]),
        ("semiplatnisk", &[0]),
        ("semplatinsk", &[0]),
        ("smpltinsk", &[]),
        ("semipalt", &[0]),
        ("симепалатинск", &[0]),
        ("qызылорда", &[2]),
        ("кизилорда", &[2]),
        ("duesseldorf", &[3]),
        ("diyarbekir", &[4]),
        // In short words the first character is right, and shorter ones are right.
        ("qolice", &[0, 11]),
        ("rrmy", &[]),
        ("aemy", &[7, 8]),
        ("rde", &[]),
        // Numbers are right, and a word that is there is meant.
        ("2023", &[7]),
        ("2034", &[]),
        ("2024", &[1, 11]),
        ("lab", &[6]),
        // Phrases and exclusions.
        ("\"red army\"", &[7]),
        ("\"red surplus\"", &[]),
        ("“army red”", &[8]),
        ("\"army sur", &[7]),
        ("\"army sur\"", &[]),
        ("army -2023", &[8]),
        ("army -\"red army\"", &[8]),
        ("police -policem", &[0]),
        ("police -polixe", &[0, 11]),
    ];
    let index = index_of(&PLACES);
    for (text, expected) in examples {
        let found = index.find(&query(text)).unwrap();
        assert_eq!(found.records, expected, "{text}");
    }
}

#[test]
fn exclusions_alone_keep_everything_else() {
    let index = index_of(&PLACES);
    let found = index.find(&query("-усть-каменогор -red")).unwrap();
    assert_eq!(found.records, [0, 2, 3, 4, 5, 6, 9, 10, 11]);
    assert!(found.words.is_empty() && !found.is_by_typo);
}

#[test]
fn nothing_asked_is_everything() {
    for text in ["", "  ", "-", "--", "\"\"", "\"", "- \" - ! \"", "'"] {
        assert!(query(text).is_empty(), "{text:?}");
        assert_eq!(index_of(&PLACES).find(&query(text)), None);
    }
    assert!(SearchIndex::default().is_empty());
    assert_eq!(
        SearchIndex::default().find(&query("a -b \"c\"")),
        Some(Found::default())
    );
}

#[test]
fn words_of_typing_errors_are_told() {
    let index = index_of(&PLACES);
    let found = index.find(&query("pol warehose")).unwrap();
    assert_eq!(found.words, ["warehouse", "police", "policeman"]);
    assert!(found.is_by_typo);
    assert_eq!(index.len(), PLACES.len());
    assert!(index.vocabulary_len() > 50);
}

#[test]
fn long_records_words_and_queries_are_cut() {
    let words: Vec<String> = (0..500).map(|number| format!("w{number}x")).collect();
    let long = "z".repeat(1000);
    let index = index_of(&[words.join(" "), long.clone()]);
    assert_eq!(index.find(&query("w399x")).unwrap().records, [0]);
    assert_eq!(index.find(&query("\"w400x\"")).unwrap().records, [0_u32; 0]);
    assert_eq!(index.find(&query(&long)).unwrap().records, [1]);
    assert_eq!(
        index.find(&query("w")).unwrap().words.len(),
        MOST_FOUND_WORDS
    );
    assert_eq!(
        query(&words.join(" ")),
        query(&words[..MOST_QUERY_WORDS].join(" "))
    );
    assert_eq!(
        query(&words.join(" -")).excluded.len(),
        MOST_QUERY_WORDS - 1
    );
}

#[test]
fn what_matches_is_marked() {
    let examples = [
        (
            "Police found a policeman",
            "pol",
            "[Pol]ice found a [pol]iceman",
        ),
        ("Police found it", "polise", "[Police] found it"),
        ("Semipalatinsk", "semiplatin", "[Semipalatinsk]"),
        ("Straße, Strasse", "stras", "[Straß]e, [Stras]se"),
        ("Étude e\u{301}tude", "e", "[É]tude [e\u{301}]tude"),
        ("O’Brien's, d'Arc", "obriens darc", "[O’Brien's], [d'Arc]"),
        ("Усть-Каменогорск", "камен", "Усть-[Камен]огорск"),
        ("Қызылорда, йод", "кызыл ио", "[Қызыл]орда, [йо]д"),
        ("東京で逮捕", "捕東", "[東]京で逮[捕]"),
        (
            "red army, red; army\nred",
            "\"army red\"",
            "red [army], [red]; army\nred",
        ),
        (
            "red army, red arms",
            "\"red ar",
            "[red] [ar]my, [red] [ar]ms",
        ),
        ("not this, no", "no -not", "[no]t this, [no]"),
        ("½ ﬁne", "1 2 f", "[½] [ﬁ]ne"),
        ("İzmir ızgara", "iz", "[İz]mir [ız]gara"),
        ("co\u{AD}operation", "coop", "[co\u{AD}op]eration"),
        ("nothing", "", "nothing"),
    ];
    for (text, query, expected) in examples {
        assert_eq!(marked(text, query), expected, "{query}");
    }
}

/// Text of what is hard about text.
fn hard_text() -> impl Strategy<Value = String> {
    let pool: Vec<char> = "aabbcé'’-\"“ \n½№ﷺßİıςῼが東ำกخ٣é\u{301}\u{AD}\u{200D}\u{344}\u{1F1E6}"
        .chars()
        .collect();
    let letter = prop_oneof![6 => prop::sample::select(pool), 1 => any::<char>()];
    prop::collection::vec(letter, 0..60).prop_map(|letters| letters.into_iter().collect())
}

/// Words of one script, so that each letter is of one word.
fn plain_text() -> impl Strategy<Value = String> {
    "([abßéÅйёқ]{1,6}[ ,\n'-]{1,2}){0,8}"
}

fn check_ranges(ranges: &[std::ops::Range<usize>], text: &str) {
    let mut end = 0;
    for range in ranges {
        assert!(
            end <= range.start && range.start < range.end,
            "{ranges:?} of {text:?}"
        );
        assert!(text.get(range.clone()).is_some(), "{ranges:?} of {text:?}");
        end = range.end;
    }
}

proptest! {
    #[test]
    fn folded_text_stays_so(text in hard_text()) {
        for once in [folded(&text), fold(&text)] {
            prop_assert_eq!(folded(&once), once);
        }
    }

    #[test]
    fn any_text_survives(
        records in prop::collection::vec(hard_text(), 0..6),
        asked in hard_text(),
        as_it_is in any::<bool>(),
    ) {
        let mut builder = SearchIndexBuilder::new();
        for record in &records {
            builder.add(&if as_it_is { record.clone() } else { decomposed(record) });
        }
        let query = if as_it_is { Query::parse(&asked) } else { query(&asked) };
        let found = builder.finish().find(&query);
        prop_assert_eq!(found.is_none(), query.is_empty());
        let found = found.unwrap_or_default();
        prop_assert!(found.records.is_sorted() && found.records.iter().all(|at| (*at as usize) < records.len()));
        let marker = Marker::new(&query, &found.words);
        for text in records.iter().chain([&asked]) {
            check_ranges(&marker.ranges(text, &decomposed), text);
            check_ranges(&marker.ranges(text, &str::to_owned), text);
        }
    }

    #[test]
    fn what_is_marked_begins_with_what_was_asked(
        text in plain_text(), start in any::<prop::sample::Index>(), length in 1..4_usize,
    ) {
        let mut words = Vec::new();
        fold::for_each_word(&decomposed(&text), &mut |word| words.push(word.to_owned()));
        prop_assume!(!words.is_empty());
        let asked: String = words[start.index(words.len())].chars().take(length).collect();
        let query = query(&asked);
        let ranges = Marker::new(&query, &[]).ranges(&text, &decomposed);
        check_ranges(&ranges, &text);
        prop_assert_eq!(ranges.len(), words.iter().filter(|word| word.starts_with(&asked)).count());
        for range in ranges {
            let apart = fold(&text[range.clone()]).replace('\'', "");
            prop_assert!(apart.starts_with(&asked), "{:?} for {:?}", apart, asked);
            let without_last: Vec<char> = text[range].chars().collect();
            let shorter: String = without_last[..without_last.len() - 1].iter().collect();
            prop_assert!(!fold(&shorter).replace('\'', "").starts_with(&asked));
        }
    }

    #[test]
    fn every_record_that_was_found_is_marked(
        records in prop::collection::vec(plain_text(), 1..6), asked in plain_text(),
    ) {
        let query = query(&asked);
        prop_assume!(!query.wanted.is_empty());
        let found = index_of(&records).find(&query).unwrap_or_default();
        let marker = Marker::new(&query, &found.words);
        for record in found.records {
            let text = &records[record as usize];
            prop_assert!(!marker.ranges(text, &decomposed).is_empty(), "{:?} in {:?}", asked, text);
        }
    }
}
